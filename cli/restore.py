"""`warifu restore DIR --identity FILE`: an installation as it was, in an empty home."""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from adapters.backups import BackupFolder, BackupSet, BackupUnreadable, Identities, KeyTextRefused
from adapters.durable import make_folder
from adapters.files import FileMissing, FileTampered
from adapters.settings import Settings
from cli.locking import LOCK, only_one
from cli.restoring import bring_back
from cli.search import rebuilt
from cli.speech import complain, say
from database.engine import Database, address_of
from database.index_desk import IndexDesk
from database.queries.accounts import organizations
from database.queries.log_chain import first_broken_link
from database.queries.stored_files import stored_files
from database.snapshot import DumpFailed, is_sqlite
from search import index_for
from workflows.installation import Opened, open_installation

DONE, FAILED = 0, 1
WHOLE, SHREDDED, DAMAGED = "whole", "shredded", "damaged"


class CannotRestore(Exception):
    """Its text says what to do."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    restore = subparsers.add_parser("restore", help="空の保存先に、バックアップから元どおりに戻します。")
    restore.add_argument("folder", type=Path, metavar="DIR", help="バックアップの保存先")
    restore.add_argument(
        "--identity",
        type=Path,
        required=True,
        metavar="FILE",
        help="オフラインで保管した秘密鍵（AGE-SECRET-KEY-1…）",
    )
    restore.add_argument("--set", metavar="NAME", help="戻す時点（例: 2026-11-22T050000Z）。省略すると最新")
    restore.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Return 0 when every file opens with its digest and every chain of the audit log holds."""
    folder = BackupFolder(arguments.folder)
    try:
        identities = Identities.read(arguments.identity.read_text("utf-8"))
        _require_nothing_there(settings)
        chosen = _chosen(folder, arguments.set)
        make_folder(settings.home)
        with only_one(settings.home / LOCK):
            bring_back(settings, folder, chosen, identities)
            return _proved(settings)
    except KeyTextRefused:
        complain(f"{arguments.identity} に、AGE-SECRET-KEY-1… で始まる秘密鍵がありません。")
    except BackupUnreadable as fault:
        complain(f"{fault.path} を復号できません。秘密鍵が違うか、ファイルが壊れています。")
    except (CannotRestore, DumpFailed, OSError) as fault:
        complain(f"復元できませんでした: {fault}")
    return FAILED


def _require_nothing_there(settings: Settings) -> None:
    url = settings.database_url
    if is_sqlite(url):
        is_free = not Path(address_of(url).database or "").exists()
    else:
        is_free = Database(url).is_empty()
    if not is_free:
        raise CannotRestore(
            "すでにデータベースがあります。空のWARIFU_HOME（と空のデータベース）を指定してください。"
        )


def _chosen(folder: BackupFolder, name: str | None) -> BackupSet:
    sets = folder.sets()
    found = [one for one in sets if name in {None, one.name}]
    if not found or not folder.key_parts():
        names = "、".join(one.name for one in sets)
        raise CannotRestore(f"バックアップがありません。あるもの: {names or 'なし'}")
    return found[-1]


def _proved(settings: Settings) -> int:
    rebuilt(IndexDesk(Database(settings.database_url)), index_for(settings.search, settings.index))
    opened = open_installation(settings)
    seen = Counter(_looked_at(opened))
    with opened.database.reading() as session:
        broken = [one.name for one in organizations(session) if first_broken_link(session, one.id)]
    for name in broken:
        complain(f"{name}: 監査ログが切れています。")
    say(
        f"照合: ファイル{seen[WHOLE]}件のSHA-256が記録と一致、"
        f"破棄済み・控えなし{seen[SHREDDED]}件、破損{seen[DAMAGED]}件。"
    )
    say("「warifu up」で起動すると、進行中の契約は記録から再開します。")
    return FAILED if seen[DAMAGED] or broken else DONE


def _looked_at(opened: Opened) -> Iterator[str]:
    """An object whose key is in no key part any more was shredded after the set was made."""
    for identity in stored_files(opened.database):
        try:
            opened.files.read(identity)
            yield WHOLE
        except FileMissing:
            yield SHREDDED
        except FileTampered:
            if opened.files.has_key(identity.object_id):
                complain(f"{identity.object_id} が壊れています。")
                yield DAMAGED
            else:
                opened.files.shred(identity.object_id)
                yield SHREDDED
