"""The installation a command works on, if there is one yet."""

from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from adapters.settings import Settings
from database.engine import Database


class NotInstalled(Exception):
    """There is no database at the place the settings name; its text says what to do."""

    def __init__(self) -> None:
        super().__init__(
            "まだ導入されていません。先に「warifu up」（または make run）を一度起動するか、"
            "WARIFU_HOMEを確認してください。"
        )


def installed_database(settings: Settings) -> Database:
    """Return the database of the installation; looking for it never creates one.

    Raises NotInstalled.
    """
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise NotInstalled
    database = Database(settings.database_url)
    try:
        is_empty = database.is_empty()
    except OperationalError as unreachable:
        raise NotInstalled from unreachable
    if is_empty:
        raise NotInstalled
    return database
