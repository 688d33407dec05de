"""一斉送信 as its owner sees and steers it (MK-51)."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from contracts.acts import Origin
from contracts.bulk import BulkState, Outcome
from contracts.roles import Permission
from database.audit import Told, append_audit
from database.bulk_sending import BulkRow, BulkSending
from database.bulk_values import RowValues, values_from
from database.contract import Contract
from database.document_template import DocumentTemplate
from database.engine import now_of
from database.queries.contracts import may_see
from database.sessions import Staff

PAGE = 50
MOST_RUNS = 100


@dataclass(frozen=True, slots=True)
class NewRow:
    """`faults` are (number of the party or 0, field, code); with any the row is never sent."""

    line: int
    cells: str
    row_values: str
    sealed: bytes | None
    faults: Sequence[tuple[int, str, str]]


def runs_for(session: Session, staff: Staff) -> Sequence[BulkSending]:
    query = select(BulkSending).where(_is_seen_by(staff))
    return session.scalars(query.order_by(BulkSending.id.desc()).limit(MOST_RUNS)).all()


def run_seen_by(session: Session, staff: Staff, public_id: str) -> BulkSending | None:
    query = select(BulkSending).where(_is_seen_by(staff), BulkSending.public_id == public_id)
    return session.scalars(query).first()


def counts_of(session: Session, runs: Sequence[BulkSending]) -> Mapping[int, Counter[str]]:
    """Return the rows of each run by outcome."""
    query = select(BulkRow.bulk_sending_id, BulkRow.outcome, func.count()).where(
        BulkRow.bulk_sending_id.in_([run.id for run in runs])
    )
    counts: dict[int, Counter[str]] = {run.id: Counter() for run in runs}
    for run, outcome, count in session.execute(query.group_by(BulkRow.bulk_sending_id, BulkRow.outcome)):
        counts[run][outcome] = count
    return counts


def rows_of(session: Session, run: BulkSending, page: int) -> Sequence[BulkRow]:
    query = select(BulkRow).where(BulkRow.bulk_sending_id == run.id).order_by(BulkRow.line)
    return session.scalars(query.limit(PAGE).offset((page - 1) * PAGE)).all()


def all_rows(session: Session, run: BulkSending, *outcomes: Outcome) -> Sequence[BulkRow]:
    query = select(BulkRow).where(BulkRow.bulk_sending_id == run.id, BulkRow.outcome.in_(outcomes))
    return session.scalars(query.order_by(BulkRow.line)).all()


def values_by_line(session: Session, run: BulkSending) -> Mapping[int, RowValues]:
    query = select(BulkRow.line, BulkRow.row_values).where(BulkRow.bulk_sending_id == run.id)
    return {line: values_from(held) for line, held in session.execute(query.order_by(BulkRow.line))}


def row_of(session: Session, run: BulkSending, line: int) -> BulkRow | None:
    query = select(BulkRow).where(BulkRow.bulk_sending_id == run.id, BulkRow.line == line)
    return session.scalars(query).first()


def lines_beside(session: Session, run: BulkSending, line: int) -> tuple[int | None, int | None]:
    """Return the lines before and after this one in the file."""
    own = BulkRow.bulk_sending_id == run.id
    before = session.scalar(select(func.max(BulkRow.line)).where(own, BulkRow.line < line))
    return before, session.scalar(select(func.min(BulkRow.line)).where(own, BulkRow.line > line))


def contracts_seen(session: Session, staff: Staff, rows: Sequence[BulkRow]) -> Mapping[int, Contract]:
    """Return the contracts of rows by their id, as far as this person may see them."""
    query = select(Contract).where(Contract.id.in_([row.contract_id for row in rows]), may_see(staff))
    return {contract.id: contract for contract in session.scalars(query)}


def keep_run(
    session: Session,
    staff: Staff,
    key: str,
    source: tuple[DocumentTemplate, str],
    rows: Sequence[NewRow],
) -> BulkSending:
    """Keep the file's rows under the key; `source` is the template and the file's name."""
    template, filename = source
    run = BulkSending(
        public_id=key,
        organization_id=staff.organization.id,
        owner_id=staff.user.id,
        template=template.public_id,
        template_name=template.name,
        content=template.content,
        filename=filename,
        state=BulkState.PREPARED,
        origin="",
        created_at=now_of(session),
        fate="",
    )
    session.add(run)
    session.flush()
    session.add_all(_row(run, row) for row in rows)
    _tell(session, staff, run, "bulk_prepared", {"rows": len(rows)})
    return run


def start_run(session: Session, staff: Staff, run: BulkSending, origin: Origin) -> None:
    """Let it be sent, or go on with it after a pause; running already, it goes on as it does."""
    if run.state == BulkState.RUNNING:
        return
    code = "bulk_started" if run.started_at is None else "bulk_resumed"
    run.started_at, run.state = run.started_at or now_of(session), BulkState.RUNNING
    run.origin = run.origin or json.dumps(asdict(origin))
    _tell(session, staff, run, code, {})


def pause_run(session: Session, staff: Staff, run: BulkSending) -> None:
    if run.state == BulkState.RUNNING:
        run.state = BulkState.PAUSED
        _tell(session, staff, run, "bulk_paused", {})


def cancel_run(session: Session, staff: Staff, run: BulkSending) -> None:
    """What was sent stays sent; the codes of what never will be are forgotten."""
    if run.state in {BulkState.RUNNING, BulkState.PAUSED}:
        run.state, run.ended_at = BulkState.CANCELLED, now_of(session)
        under_way = BulkRow.contract_id.is_not(None)
        session.execute(
            update(BulkRow).where(BulkRow.bulk_sending_id == run.id, ~under_way).values(sealed=None)
        )
        _tell(session, staff, run, "bulk_cancelled", {})


def discard_run(session: Session, staff: Staff, run: BulkSending) -> None:
    """Forget a file of which nothing was sent."""
    _tell(session, staff, run, "bulk_discarded", {})
    session.execute(delete(BulkRow).where(BulkRow.bulk_sending_id == run.id))
    session.delete(run)


def _row(run: BulkSending, row: NewRow) -> BulkRow:
    return BulkRow(
        organization_id=run.organization_id,
        bulk_sending_id=run.id,
        line=row.line,
        cells=row.cells,
        row_values=row.row_values,
        sealed=row.sealed,
        outcome=Outcome.BAD if row.faults else Outcome.WAITING,
        faults=json.dumps(row.faults),
    )


def _is_seen_by(staff: Staff) -> ColumnElement[bool]:
    """The owner's; who may send and sees everything sees others' too, but for what is 親展 (MK-79)."""
    within = BulkSending.organization_id == staff.organization.id
    own = BulkSending.owner_id == staff.user.id
    if not (staff.may(Permission.SEND) and staff.may(Permission.SEE_ALL)):
        return within & own
    return within if staff.may(Permission.READ_CONFIDENTIAL) else within & (own | ~_is_confidential())


def _is_confidential() -> ColumnElement[bool]:
    """Ask the template, in whose JSON no text holds a bare quote, and every contract that came of it."""
    became = select(BulkRow.id).join(Contract, Contract.id == BulkRow.contract_id)
    shut = became.where(BulkRow.bulk_sending_id == BulkSending.id, Contract.confidential.is_(True))
    return BulkSending.content.contains('"confidential":true') | shut.exists()


def _tell(session: Session, staff: Staff, run: BulkSending, code: str, facts: dict[str, str | int]) -> None:
    told = Told(code, staff.user.public_id, run.public_id, {"template": run.template_name, **facts})
    append_audit(session, run.organization_id, told, now_of(session))
