"""`warifu audit verify [FILE]`: the record of the database, or an export (docs/evidence-export.md)."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from adapters.anchors import AnchorFolder
from adapters.settings import Settings
from cli.installation import NotInstalled, installed_database
from cli.log_words import sentence
from cli.speech import complain, say
from contracts.exports import Checked, NotAnExport, checked
from workflows.log_check import LogCheck, checked_record, timestamp_roots

UNBROKEN, BROKEN, USAGE = 0, 1, 2


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    audit = subparsers.add_parser("audit", help="監査ログを検証します。")
    verbs = audit.add_subparsers(required=True, metavar="verb")
    verify = verbs.add_parser("verify", help="監査ログと契約の記録、または出力したJSONを検証します。")
    verify.add_argument("file", nargs="?", type=Path, metavar="FILE.json", help="出力した操作ログか署名履歴")
    verify.add_argument(
        "--anchors", type=Path, metavar="FOLDER", help="別の場所に保管したアンカーの写しと照合します。"
    )
    verify.add_argument("--json", action="store_true", help="結果をJSONで表示します。")
    verify.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Return 0 when every link holds, 1 when one does not, 2 when there is nothing to check."""
    try:
        return _file(arguments.file) if arguments.file else _database(arguments, settings)
    except NotInstalled as reason:
        complain(str(reason))
    except OSError:
        complain(f"{arguments.file} を読み取れません。ファイル名をご確認ください。")
    except (NotAnExport, ValueError):
        complain(f"{arguments.file} は、割符が出力した操作ログ・署名履歴のJSONではありません。")
    return USAGE


def _file(path: Path) -> int:
    document: Any = json.loads(path.read_text("utf-8"))
    found = checked(document)
    if found.broken is not None:
        complain(f"{found.broken}番の記録でつながりが切れています。")
        return BROKEN
    say(f"異常なし: {found.count}件{_gaps(found)}")
    return UNBROKEN


def _gaps(found: Checked) -> str:
    return "（絞り込んだ出力のため、隣り合う記録どうしのつながりだけを検証）" if found.filtered else ""


def _database(arguments: argparse.Namespace, settings: Settings) -> int:
    folder = AnchorFolder(arguments.anchors or settings.anchors)
    kept_away = None if arguments.anchors else settings.anchor_copy
    copy = AnchorFolder(kept_away) if kept_away else None
    with installed_database(settings).reading() as session:
        found = checked_record(session, folder, timestamp_roots(settings), _progress, copy)
    if arguments.json:
        say(json.dumps(_facts(found), ensure_ascii=False))
    else:
        _tell(found)
    return BROKEN if found.faults else UNBROKEN


def _tell(found: LogCheck) -> None:
    at_fault = {fault.organization for fault in found.faults}
    for organization, name in found.names.items():
        if name not in at_fault:
            say(f"{name}: 監査ログに異常なし（{found.rows[organization]}件）")
        say(f"{name}: 契約{found.contracts[organization]}件の記録を検証しました。")
        if found.disposed[organization]:
            say(f"{name}: 廃棄済みの契約{found.disposed[organization]}件の廃棄の記録を検証しました。")
    anchored = f"最後は{found.last.number}番" if found.last else "まだありません"
    say(f"アンカー: {found.anchors}件を検証しました（{anchored}）。")
    for fault in found.faults:
        complain(sentence(fault))


def _facts(found: LogCheck) -> dict[str, object]:
    return {
        "sound": not found.faults,
        "organizations": found.names,
        "rows": found.rows,
        "contracts": found.contracts,
        "disposed": found.disposed,
        "anchors": found.anchors,
        "last_anchor": found.last.number if found.last else 0,
        "faults": [{**fault.as_json(), "in_words": sentence(fault)} for fault in found.faults],
    }


def _progress(part: str, count: int) -> None:
    """Tell a person who waits; a file or another program gets no such lines."""
    if sys.stderr.isatty():
        print(f"\r{part}: {count}", end="", file=sys.stderr, flush=True)  # noqa: T201 -- on a terminal alone
