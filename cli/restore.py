"""`warifu restore DIR --identity FILE`: an installation as it was, in an empty home."""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from adapters.anchors import AnchorFolder
from adapters.backups import BackupFolder, BackupSet, BackupUnreadable, Identities, KeyTextRefused
from adapters.durable import make_folder
from adapters.files import FileMissing, FileTampered
from adapters.settings import Settings
from cli.locking import LOCK, only_one
from cli.restoring import begun_restore, bring_back, database_stands, marked
from cli.search import rebuilt
from cli.speech import complain, say
from contracts.signing import FileIdentity, Purpose
from database.engine import Database
from database.index_desk import IndexDesk
from database.queries.accounts import organizations
from database.queries.anchors import last_anchor
from database.queries.log_chain import first_broken_link
from database.queries.stored_files import purged_files, stored_files
from database.returned import told_as_back
from database.snapshot import DumpFailed
from search import index_for
from workflows.installation import Opened, open_installation

DONE, FAILED = 0, 1
WHOLE, SHREDDED, DESTROYED, DAMAGED = "whole", "shredded", "destroyed", "damaged"
EMPTY = "空のWARIFU_HOME（と空のデータベース）を指定してください。何も変更していません。"
LATER_ANCHORS = (
    "この時点より後のアンカーが{count}件あります。その間の監査ログは、このバックアップにはありません"
    "（audit verify もそう報告します）。アンカーは消さず、復元の記録と一緒に保管してください。"
)
CAME_BACK = (
    "{name}: この時点の後に廃棄された契約{count}件の項目が、データベースに戻りました。"
    "ファイルは鍵を破棄済みで、戻っていません。「契約の廃棄」で改めて廃棄してください。契約: {contracts}"
)


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
        begun = begun_restore(settings)
        _require_its_own(settings, begun, arguments.set)
        chosen = _chosen(folder, begun or arguments.set)
        make_folder(settings.home)
        with only_one(settings.home / LOCK), marked(settings, chosen):
            bring_back(settings, folder, chosen, identities)
            return _proved(settings)
    except KeyTextRefused:
        complain(f"{arguments.identity} に、AGE-SECRET-KEY-1… で始まる秘密鍵がありません。")
    except BackupUnreadable as fault:
        complain(
            f"{fault.path} を復号できません。秘密鍵が違うか、ファイルが壊れています。"
            "鍵の控え（keys/）が壊れているときは、別の場所へ移すと、1つ前の控えを使います。"
        )
    except (CannotRestore, DumpFailed, OSError) as fault:
        complain(f"復元できませんでした: {fault}")
    return FAILED


def _require_its_own(settings: Settings, begun: str | None, wanted: str | None) -> None:
    """Refuse a home that holds anything but what an interrupted restore of the same set left in it."""
    if begun is None:
        _require_nothing_there(settings)
    elif wanted not in {None, begun}:
        raise CannotRestore(f"{begun} の復元が途中です。--set を省いて続けるか、{EMPTY}")


def _require_nothing_there(settings: Settings) -> None:
    if database_stands(settings):
        raise CannotRestore(f"すでにデータベースがあります。{EMPTY}")
    if settings.master_key_file.exists():
        raise CannotRestore(f"すでにマスター鍵 {settings.master_key_file} があります。{EMPTY}")


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
    seen, destroyed = _counted(opened)
    _tell_what_came_back(opened, destroyed)
    with opened.database.reading() as session:
        broken = [one.name for one in organizations(session) if first_broken_link(session, one.id)]
        last = last_anchor(session)
    for name in broken:
        complain(f"{name}: 監査ログが切れています。")
    numbers = AnchorFolder(settings.anchors).numbers()
    later = sum(number > (last.number if last else 0) for number in numbers)
    if later:
        complain(LATER_ANCHORS.format(count=later))
    say(
        f"照合: ファイル{seen[WHOLE]}件のSHA-256が記録と一致、"
        f"破棄済み・控えなし{seen[SHREDDED] + seen[DESTROYED]}件、破損{seen[DAMAGED]}件。"
    )
    say("「warifu up」で起動すると、進行中の契約は記録から再開します。")
    return FAILED if seen[DAMAGED] or broken else DONE


def _counted(opened: Opened) -> tuple[Counter[str], list[str]]:
    """Return how many files there are of each verdict, and which keys were destroyed on purpose."""
    seen, destroyed = Counter[str](), list[str]()
    for verdict, object_id in _looked_at(opened):
        seen[verdict] += 1
        if verdict == DESTROYED:
            destroyed.append(object_id)
    return seen, destroyed


def _tell_what_came_back(opened: Opened, destroyed: list[str]) -> None:
    """Keys know what a disposal destroyed since; neither its tombstone nor its log is in the set."""
    with opened.database.writing() as session:
        for name, contracts in told_as_back(session, destroyed):
            complain(CAME_BACK.format(name=name, count=len(contracts), contracts="、".join(contracts)))


def _looked_at(opened: Opened) -> Iterator[tuple[str, str]]:
    """What neither the record, nor the key part, nor its purpose says to be gone is a loss."""
    with opened.database.reading() as session:
        purged = purged_files(session)
    for identity in stored_files(opened.database):
        try:
            opened.files.read(identity)
            yield WHOLE, identity.object_id
        except (FileMissing, FileTampered):
            yield _missed(opened, identity, purged), identity.object_id


def _missed(opened: Opened, identity: FileIdentity, purged: frozenset[str]) -> str:
    if identity.purpose == Purpose.IDENTITY or identity.object_id in purged:
        return SHREDDED
    if opened.files.is_shredded(identity.object_id):
        return DESTROYED
    complain(f"{identity.object_id} が失われたか、壊れています。")
    return DAMAGED
