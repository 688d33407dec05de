"""`warifu backup DIR --recipients FILE`: database, files and keys, for an offline identity alone."""

import argparse
import shutil
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from adapters.backups import BackupFolder, BackupSet, KeyPart, KeyTextRefused, Recipients, sealed_from
from adapters.durable import make_folder
from adapters.files import KEY_FOLDER
from adapters.settings import Settings
from cli.copying import FilesCopied
from cli.installation import NotInstalled, installed_database
from cli.locking import AlreadyUp, keys_stand_still, only_one
from cli.speech import complain, say
from contracts.backup_sets import Keeping, kept
from contracts.signing import Purpose
from database.engine import now_of
from database.queries.stored_files import stored_files
from database.snapshot import DumpFailed, is_sqlite, snapshot_of
from workflows.installation import Opened, open_installation

DONE, FAILED = 0, 1
KEY_PARTS = 7
WORK = "backup-work"
KEEPS_ALL = (
    "{count}件のファイルが開けません。以前のバックアップから戻してください。"
    "戻せるように、古いバックアップと鍵の控えは1つも消していません。"
)


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    backup = subparsers.add_parser(
        "backup", help="データベース、ファイル、鍵のバックアップを取ります（稼働中に可）。"
    )
    backup.add_argument("folder", type=Path, metavar="DIR", help="バックアップの保存先")
    backup.add_argument(
        "--recipients", type=Path, required=True, metavar="FILE", help="暗号化の宛先（age1… を1行に1つ）"
    )
    usual = Keeping()
    backup.add_argument("--days", type=int, default=usual.days, help="日ごとに残す数（既定 %(default)s）")
    backup.add_argument("--months", type=int, default=usual.months, help="月ごとに残す数（既定 %(default)s）")
    backup.add_argument("--years", type=int, default=usual.years, help="年ごとに残す数（既定 %(default)s）")
    backup.add_argument(
        "--key-parts",
        type=int,
        default=KEY_PARTS,
        help="鍵の控えを残す数（既定 %(default)s）。破棄した文書は、この回数の後はどこからも読めません。",
    )
    backup.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    try:
        recipients = Recipients.read(arguments.recipients.read_text("utf-8"))
        database = installed_database(settings)
        with database.reading() as session:
            now = now_of(session)
        make_folder(arguments.folder)
        with only_one(arguments.folder), keys_stand_still(settings):
            folder = BackupFolder(arguments.folder)
            damaged = _backed_up(open_installation(settings), folder, recipients, now)
            if damaged:
                complain(KEEPS_ALL.format(count=damaged))
                return FAILED
            _tidied(folder, arguments)
    except NotInstalled as reason:
        complain(str(reason))
        return FAILED
    except KeyTextRefused:
        complain(f"{arguments.recipients} に、age1… で始まる宛先を1行に1つ書いてください。")
        return FAILED
    except AlreadyUp:
        complain("別のバックアップか、マスター鍵の更新が実行中です。終わってからもう一度実行してください。")
        return FAILED
    except (DumpFailed, OSError) as fault:
        complain(f"バックアップできませんでした: {fault}")
        return FAILED
    return DONE


def _backed_up(opened: Opened, folder: BackupFolder, recipients: Recipients, now: datetime) -> int:
    """The database first: every file it names is in the store by then; the keys last, for all of them.

    Returns how many files could not be opened.
    """
    made = folder.new_set(now)
    _database_into(made, opened.settings, recipients)
    copied = FilesCopied(opened, folder)
    belonging = list(copied.belonging())
    keys = key_part_of(opened.settings, without=_identity_papers(opened))
    sealed_from(keys.feed, folder.key_part(now), recipients)
    whole = folder.keep(made, belonging)
    say(f"{whole.name}: データベース、ファイル{len(belonging)}件、鍵を保存しました。")
    return len(copied.damaged)


def _database_into(made: BackupSet, settings: Settings, recipients: Recipients) -> None:
    """SQLite's copy passes through the home; of PostgreSQL nothing is written there."""
    work = settings.home / WORK
    shutil.rmtree(work, ignore_errors=True)
    if is_sqlite(settings.database_url):
        make_folder(work)
    try:
        sealed_from(snapshot_of(settings.database_url, work), made.database, recipients)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _identity_papers(opened: Opened) -> frozenset[str]:
    """本人確認書類 are in no backup: they are to be gone after days, everywhere (LW-38, T54)."""
    found = (one for one in stored_files(opened.database) if one.purpose == Purpose.IDENTITY)
    return frozenset(one.object_id for one in found)


def key_part_of(settings: Settings, without: Collection[str] = ()) -> KeyPart:
    """Return what opens the rest; `without` are ids of objects whose wrapped keys stay out."""
    folders = {
        "wrapped": settings.files / KEY_FOLDER,
        "keys": settings.keys,
        "anchors": settings.anchors,
        "fonts": settings.fonts,
    }
    return KeyPart(settings.master_key_file, folders, without)


def _tidied(folder: BackupFolder, arguments: argparse.Namespace) -> None:
    sets, parts = folder.sets(), folder.key_parts()
    staying = kept([one.moment for one in sets], Keeping(arguments.days, arguments.months, arguments.years))
    leaving: list[BackupSet] = [one for one in sets if one.moment not in staying]
    objects = folder.forget(leaving, parts[: -max(arguments.key_parts, 1)])
    say(f"{len(leaving)}組の古いバックアップと、どこにも属さなくなったファイル{objects}件を消しました。")
