"""Opening an installation: its database, and the one master key that belongs to it."""

from dataclasses import dataclass

from adapters.files import FileStore
from adapters.keys import MasterKeys, open_master_keys
from adapters.settings import Settings
from database.engine import Database
from database.key_generations import expected_checks


@dataclass(frozen=True, slots=True)
class Opened:
    settings: Settings
    database: Database
    keys: MasterKeys
    files: FileStore


def open_installation(settings: Settings) -> Opened:
    """Return the opened installation; the database must have been migrated.

    Raises MasterKeyMissing or MasterKeyWrong: a database with contents never gets a new key.
    """
    database = Database(settings.database_url)
    with database.reading() as session:
        expected = expected_checks(session)
    keys = open_master_keys(settings.master_key_file, expected)
    return Opened(settings, database, keys, FileStore(settings.files, keys))
