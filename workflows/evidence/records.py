"""署名履歴 and 操作ログ of one contract: JSON for checking, CSV for reading (docs/evidence-export.md)."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from adapters.certificates.words import event as event_in_words
from contracts import evidence_package as names
from contracts.certificate import in_jst
from contracts.exports import AUDIT_FORMAT, TIMELINE_FORMAT, linked
from database.audit import HASHED, AuditEvent
from database.contract import Contract
from database.queries.evidence import LoggedRow, logged_of
from database.queries.timeline import acts_of
from database.rebuilding import record_of

BYTE_ORDER_MARK = "\ufeff"
COMPUTED = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
"""What a spreadsheet would compute if a cell began with it (threats.md T33)."""
TIMELINE_HEAD = (
    "番号",
    "日時",
    "内容",
    "内容コード",
    "行為者",
    "当事者",
    "ラウンド",
    "理由・回答",
    "直前の記録のSHA-256",
    "この記録のSHA-256",
)
AUDIT_HEAD = (
    "番号",
    "日時",
    "内容コード",
    "操作者",
    "操作者ID",
    "事実（JSON）",
    "直前の記録のSHA-256",
    "この記録のSHA-256",
)


@dataclass(frozen=True, slots=True)
class Text:
    path: str
    what: str
    text: str


def records_of(session: Session, contract: Contract, last: AuditEvent) -> Iterator[Text]:
    """Yield the four files; the log ends at row `last`."""
    yield from _timeline(session, contract)
    yield from _log(contract, logged_of(session, contract, last.sequence), last)


def _timeline(session: Session, contract: Contract) -> Iterator[Text]:
    events = [one for one in record_of(session, contract) if one.sequence <= contract.sequence]
    acts = {act.sequence: act for act in acts_of(session, contract)}
    rows, told = [], []
    for event in events:
        act, columns = acts[event.sequence], asdict(event)
        digest = columns.pop("digest")
        what, who = event_in_words(event.kind), act.actor
        words = {"at": in_jst(act.at), "what": what, "who": who, "party": act.party}
        told.append(linked({"contract": contract.public_id, **columns}, digest, words))
        rows.append(
            (
                *(event.sequence, words["at"], what, event.kind, who, act.party, act.round, act.reason),
                *(event.previous, digest),
            )
        )
    head = {
        "format": TIMELINE_FORMAT,
        "filtered": False,
        "contract": {"id": contract.public_id, "number": contract.number, "title": contract.title},
        "through": {"sequence": contract.sequence, "digest": contract.head},
        "events": told,
    }
    yield Text(f"{names.RECORDS}/timeline.json", "署名履歴（検証用。すべての記録）", _json(head))
    yield Text(
        f"{names.RECORDS}/timeline.csv",
        "署名履歴（表計算ソフトで読むための同じ内容）",
        _csv(TIMELINE_HEAD, rows),
    )


def _log(contract: Contract, logged: Sequence[LoggedRow], last: AuditEvent) -> Iterator[Text]:
    told, rows = [], []
    for one in logged:
        row, at = one.row, in_jst(datetime.fromisoformat(one.row.at))
        hashed = {name: getattr(row, name) for name in HASHED}
        words = {"at": at, "who": one.name or row.actor, "what": row.code}
        told.append(linked(hashed, row.digest, words))
        rows.append(
            (row.sequence, at, row.code, words["who"], row.actor, row.facts, row.previous, row.digest)
        )
    organization = contract.organization
    head = {
        "format": AUDIT_FORMAT,
        "organization": {"id": organization.public_id, "name": organization.name},
        "filtered": True,
        "from": "",
        "to": "",
        "through": {"sequence": last.sequence, "digest": last.digest},
        "events": told,
    }
    yield Text(f"{names.RECORDS}/audit.json", "操作ログ（検証用。この契約についての記録）", _json(head))
    yield Text(
        f"{names.RECORDS}/audit.csv", "操作ログ（表計算ソフトで読むための同じ内容）", _csv(AUDIT_HEAD, rows)
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return BYTE_ORDER_MARK + out.getvalue()


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(COMPUTED) else value
