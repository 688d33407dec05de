"""Filling an empty home from a backup; until the database is in its place it can simply be done again."""

import os
from functools import partial
from pathlib import Path

from adapters.backups import BackupFolder, BackupSet, Identities, opened_into, opened_through, unpacked
from adapters.durable import sync_folder
from adapters.files import FileStore
from adapters.keys import open_master_keys
from adapters.settings import Settings
from cli.backup import key_part_of
from cli.speech import complain, say
from database.engine import Database, address_of
from database.ledger import Ledger
from database.restoring import settle_after_restore
from database.schema import migrate
from database.snapshot import is_sqlite, restore_into_postgresql

AT_ONCE = 100


def bring_back(settings: Settings, folder: BackupFolder, chosen: BackupSet, identities: Identities) -> None:
    """Keys, files, then the database, whose place says that the rest stands: until then it can be done again.

    The newest key part opens every set; what was shredded since then stays shredded.
    """
    keys = key_part_of(settings)
    opened_through(folder.key_parts()[-1], identities, lambda stream: unpacked(stream, keys.place_of))
    say("鍵を戻しました。")
    ids = chosen.object_ids()
    store = FileStore(settings.files, open_master_keys(settings.master_key_file, ()))
    for object_id in ids:
        if not store.exists(object_id):
            store.put_back(object_id, folder.object_path(object_id))
    say(f"ファイル{len(ids)}件を戻しました。")
    if is_sqlite(settings.database_url):
        _database_in_place(settings, chosen, identities)
    else:
        dump = partial(restore_into_postgresql, settings.database_url)
        opened_through(chosen.database, identities, dump)
        _settled(settings, settings.database_url, chosen.name)
    say("データベースを戻しました。")


def _database_in_place(settings: Settings, chosen: BackupSet, identities: Identities) -> None:
    place = Path(address_of(settings.database_url).database or "")
    part = place.with_name(f"{place.name}.restoring")
    for ending in ("", "-wal", "-shm"):
        part.with_name(part.name + ending).unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as sink:
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
    with database.writing() as session:
        lost = settle_after_restore(session, name, keys.check_value(), keys.check_values())
    ledger = Ledger(database)
    contracts = list(ledger.positions())
    for at in range(0, len(contracts), AT_ONCE):
        ledger.restart(contracts[at : at + AT_ONCE])
    database.engine.dispose()
    if lost:
        complain(
            "この時点の後に古いマスター鍵を廃止しています。認証アプリと会社アカウント連携は登録し直してください。"
        )
