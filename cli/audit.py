"""`warifu audit verify [FILE]`: the chains of the database, or of an export (docs/evidence-export.md)."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from adapters.settings import Settings
from cli.installation import NotInstalled, installed_database
from cli.speech import complain, say
from contracts.exports import Checked, NotAnExport, checked
from database.audit import first_broken_link
from database.contract import Contract
from database.people import Organization
from database.queries.accounts import organizations
from database.queries.audit_log import head_of
from database.queries.event_chain import first_broken_event

UNBROKEN, BROKEN, USAGE = 0, 1, 2


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    audit = subparsers.add_parser("audit", help="監査ログを検証します。")
    verbs = audit.add_subparsers(required=True, metavar="verb")
    verify = verbs.add_parser("verify", help="監査ログと契約の記録、または出力したJSONを検証します。")
    verify.add_argument("file", nargs="?", type=Path, metavar="FILE.json", help="出力した操作ログか署名履歴")
    verify.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Return 0 when every link holds, 1 when one does not, 2 when there is nothing to check."""
    try:
        return _file(arguments.file) if arguments.file else _database(settings)
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


def _database(settings: Settings) -> int:
    with installed_database(settings).reading() as session:
        broken = [sentence for one in organizations(session) for sentence in _faults(session, one)]
    for sentence in broken:
        complain(sentence)
    return BROKEN if broken else UNBROKEN


def _faults(session: Session, organization: Organization) -> Iterator[str]:
    """Say what holds, and yield what does not."""
    head = head_of(session, organization.id)
    broken = first_broken_link(session, organization.id)
    if broken is None:
        say(f"{organization.name}: 監査ログに異常なし（{head.sequence if head else 0}件）")
    else:
        yield f"{organization.name}: 監査ログは{broken}番の記録でつながりが切れています。"
    count = 0
    query = select(Contract).where(Contract.organization_id == organization.id, Contract.sequence > 0)
    for contract in session.scalars(query.order_by(Contract.id).execution_options(yield_per=500)):
        count += 1
        at = first_broken_event(session, contract)
        if at is not None:
            yield f"契約 {contract.number}: {at}番の記録でつながりが切れています。"
    say(f"{organization.name}: 契約{count}件の記録を検証しました。")
