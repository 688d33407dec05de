"""Filling an empty home from a backup; until the database is in its place it can simply be done again."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from adapters.backups import BackupFolder, BackupSet, Identities, opened_into, opened_through, unpacked
from adapters.durable import give_to_owner_of, sync_folder, write_over
from adapters.files import FileStore
from adapters.keys import open_master_keys
from adapters.settings import Settings
from cli.backup import key_part_of
from cli.installing import RESTORING
from cli.speech import complain, say
from database.engine import Database, address_of
from database.ledger import Ledger
from database.restoring import settle_after_restore, stop_disposals
from database.schema import migrate
from database.snapshot import is_sqlite, restore_into_postgresql

AT_ONCE = 100
STOPPED = (
    "承認済みで、まだ廃棄していなかった契約{count}件の廃棄を止めました。この時点の後に登録された廃棄の停止は、"
    "復元されていません。確かめてから、改めて提案してください。"
)


def bring_back(settings: Settings, folder: BackupFolder, chosen: BackupSet, identities: Identities) -> None:
    """Keys, files, then the database, whose place says that the rest stands: until then it can be done again.

    The newest key part opens every set; what was shredded since then stays shredded.
    """
    keys = key_part_of(settings)
    opened_through(folder.key_parts()[-1], identities, lambda stream: unpacked(stream, keys.place_of))
    say("鍵を戻しました。")
    say(f"ファイル{_objects_back(settings, folder, chosen)}件を戻しました。")
    if not is_sqlite(settings.database_url):
        if not database_stands(settings):
            dump = partial(restore_into_postgresql, settings.database_url)
            opened_through(chosen.database, identities, dump)
        _settled(settings, settings.database_url, chosen.name)
    elif not database_stands(settings):
        _database_in_place(settings, chosen, identities)
    say("データベースを戻しました。")


def database_stands(settings: Settings) -> bool:
    url = settings.database_url
    if is_sqlite(url):
        return Path(address_of(url).database or "").exists()
    return not Database(url).is_empty()


def begun_restore(settings: Settings) -> str | None:
    """Return the name of the set that an interrupted restore was bringing back."""
    mark = settings.home / RESTORING
    return mark.read_text("ascii").strip() if mark.exists() else None


@contextmanager
def marked(settings: Settings, chosen: BackupSet) -> Iterator[None]:
    """While the mark stands, what is in the home is this restore's own half work, and nothing starts."""
    mark = settings.home / RESTORING
    write_over(mark, [chosen.name.encode()])
    try:
        yield
    except Exception:
        if not settings.master_key_file.exists():
            mark.unlink()
        raise
    mark.unlink()


def _objects_back(settings: Settings, folder: BackupFolder, chosen: BackupSet) -> int:
    """One that the backup lacks holds up nothing: it is told at the end, by its id."""
    store = FileStore(settings.files, open_master_keys(settings.master_key_file, ()))
    count = 0
    for object_id in chosen.object_ids():
        if store.is_shredded(object_id) or not folder.has_object(object_id):
            continue
        if not store.exists(object_id):
            store.put_back(object_id, folder.object_path(object_id))
        count += 1
    return count


def _database_in_place(settings: Settings, chosen: BackupSet, identities: Identities) -> None:
    place = Path(address_of(settings.database_url).database or "")
    part = place.with_name(f"{place.name}.restoring")
    for ending in ("", "-wal", "-shm"):
        part.with_name(part.name + ending).unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as sink:
        give_to_owner_of(place.parent, part)
        opened_into(chosen.database, sink, identities)
        os.fsync(sink.fileno())
    _settled(settings, f"sqlite:///{part}", chosen.name)
    part.replace(place)
    sync_folder(place.parent)


def _settled(settings: Settings, url: str, name: str) -> None:
    """Raise the epoch of every open contract: a workflow of before the restore writes nothing any more."""
    migrate(url)
    database = Database(url)
    keys = open_master_keys(settings.master_key_file, ())
    files = FileStore(settings.files, keys)
    with database.writing() as session:
        lost = settle_after_restore(session, name, keys.check_value(), keys.check_values())
        stopped = stop_disposals(session, files.is_shredded)
    ledger = Ledger(database)
    contracts = list(ledger.positions())
    for at in range(0, len(contracts), AT_ONCE):
        ledger.restart(contracts[at : at + AT_ONCE])
    database.engine.dispose()
    if stopped:
        complain(STOPPED.format(count=stopped))
    if lost:
        complain(
            "この時点の後に古いマスター鍵を廃止しています。認証アプリと会社アカウント連携は登録し直してください。"
        )
