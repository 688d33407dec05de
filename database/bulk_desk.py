"""What the worker does with one row of a run at a time; each step may be repeated (MK-51)."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contracts.acts import Origin, Submit
from contracts.bulk import BulkState, Outcome
from contracts.roles import Permission
from database.audit import Told, append_audit
from database.bulk_drafts import Codes, Source, row_draft
from database.bulk_sending import BulkRow, BulkSending
from database.bulk_values import values_from
from database.contract import Contract
from database.document_templates import template_seen_by
from database.drafting import (
    Asked,
    DraftIncomplete,
    Fault,
    House,
    accept_outdated,
    close_draft,
    plan_submission,
    planned_again,
)
from database.engine import Database, now_of
from database.people import Organization
from database.queries.draft_parties import parties_of
from database.queries.drafts import discard_draft
from database.queries.versions import newest_version
from database.sessions import Staff, rights_of
from database.template_content import content_from
from database.template_drafts import finish_draft
from database.usage import has_no_room


@dataclass(frozen=True, slots=True)
class NextRow:
    """The row that is next; its access codes open under `name`."""

    line: int
    name: str
    sealed: bytes | None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A row whose draft is shut: the engine is to be asked for `act`, once or again."""

    row: int
    contract: str
    epoch: int
    act: Submit


@dataclass(frozen=True, slots=True)
class Standing:
    """`prepared` is to be asked for; without it a row was settled (`goes_on`), or none is to be sent now."""

    goes_on: bool
    finished: bool = False
    prepared: Prepared | None = None


def sealed_name(run: str, line: int) -> str:
    return f"{run}/{line}"


class BulkDesk:
    def __init__(self, database: Database, house: House) -> None:
        self._database = database
        self._house = house

    def next_row(self, sending: str) -> NextRow | None:
        with self._database.reading() as session:
            row = _waiting(session, _run(session, sending))
            return NextRow(row.line, sealed_name(sending, row.line), row.sealed) if row else None

    def step(self, sending: str, line: int, codes: Codes) -> Standing:
        """Settle what is settled already, else make the next row a draft that is shut.

        A row under way is ended whatever the run's state is: the engine may have taken it. `codes` are those
        of row `line`; is another next by now, nothing is done with them.
        """
        with self._database.writing() as session:
            run = _run(session, sending)
            under_way = _under_way(session, run)
            if under_way is not None:
                return self._again(session, run, under_way)
            if run.state != BulkState.RUNNING:
                return Standing(goes_on=False, finished=run.state == BulkState.FINISHED)
            row = _waiting(session, run)
            if row is None:
                return _finish(session, run)
            return self._begun(session, run, row, codes) if row.line == line else Standing(goes_on=True)

    def sent(self, row_id: int) -> None:
        with self._database.writing() as session:
            _settle(session, session.get_one(BulkRow, row_id), Outcome.SENT)

    def refused(self, row_id: int, code: str) -> None:
        """The rules had something against it: the draft goes, and the reason stays."""
        with self._database.writing() as session:
            row = session.get_one(BulkRow, row_id)
            contract = session.get(Contract, row.contract_id) if row.contract_id else None
            _settle(session, row, Outcome.REFUSED, [(0, "", code)])
            if contract is not None and contract.sequence == 0:
                row.contract_id = None
                session.flush()
                discard_draft(session, contract)

    def running(self) -> list[str]:
        """Return the runs that are to go on, for a worker that has just come up."""
        with self._database.reading() as session:
            query = select(BulkSending.public_id).where(BulkSending.state == BulkState.RUNNING)
            return list(session.scalars(query))

    def _again(self, session: Session, run: BulkSending, row: BulkRow) -> Standing:
        contract = session.get_one(Contract, row.contract_id)
        version = newest_version(session, contract)
        if contract.sequence > 0 or version is None:
            _settle(session, row, Outcome.SENT)
            return Standing(goes_on=True)
        act = planned_again(session, contract, version, _asked(run, row), self._house)
        return _to_ask(row, contract, act)

    def _begun(self, session: Session, run: BulkSending, row: BulkRow, codes: Codes) -> Standing:
        source = _source(session, run)
        if isinstance(source, str):
            _settle(session, row, Outcome.REFUSED, [(0, "", source)])
            return Standing(goes_on=True)
        trial = session.begin_nested()
        values = values_from(row.row_values)
        contract = row_draft(session, source, _contract_id(run, row), values, codes)
        try:
            accept_outdated(session, parties_of(session, contract), (), _origin(run))
            act = plan_submission(session, contract, _asked(run, row), self._house)
        except DraftIncomplete as incomplete:
            faults = named_faults(session, contract, incomplete.faults)
            trial.rollback()
            _settle(session, row, Outcome.REFUSED, faults)
            return Standing(goes_on=True)
        finish_draft(session, source.person, source.template, contract)
        close_draft(session, contract)
        row.contract_id = contract.id
        trial.commit()
        return _to_ask(row, contract, act)


def _to_ask(row: BulkRow, contract: Contract, act: Submit) -> Standing:
    return Standing(goes_on=True, prepared=Prepared(row.id, contract.public_id, contract.epoch, act))


def named_faults(session: Session, contract: Contract, faults: Sequence[Fault]) -> list[tuple[int, str, str]]:
    """Name the party of each fault by its number: the draft they were found in is gone soon."""
    numbers = {one.public_id: number for number, one in enumerate(parties_of(session, contract), start=1)}
    return [(numbers.get(one.party, 0), one.field, one.code) for one in faults]


def _source(session: Session, run: BulkSending) -> Source | str:
    """Return who sends what, or the code of what has come between since the file was taken in."""
    owner = run.owner
    person = Staff("", owner, session.get_one(Organization, run.organization_id), rights_of(session, owner))
    if owner.disabled_at is not None or not person.may(Permission.SEND):
        return "owner_may_not_send"
    if has_no_room(session, run.organization_id):
        return "limit_reached"
    template = template_seen_by(session, person, run.template)
    return "template_gone" if template is None else Source(person, template, content_from(run.content))


def _run(session: Session, sending: str) -> BulkSending:
    return session.scalars(select(BulkSending).where(BulkSending.public_id == sending)).one()


def _under_way(session: Session, run: BulkSending) -> BulkRow | None:
    waits = (BulkRow.bulk_sending_id == run.id, BulkRow.outcome == Outcome.WAITING)
    query = select(BulkRow).where(*waits, BulkRow.contract_id.is_not(None))
    return session.scalars(query.order_by(BulkRow.line).limit(1)).first()


def _waiting(session: Session, run: BulkSending) -> BulkRow | None:
    waits = (BulkRow.bulk_sending_id == run.id, BulkRow.outcome == Outcome.WAITING)
    query = select(BulkRow).where(*waits, BulkRow.contract_id.is_(None))
    return session.scalars(query.order_by(BulkRow.line).limit(1)).first()


def _settle(
    session: Session, row: BulkRow, outcome: Outcome, faults: Sequence[tuple[int, str, str]] = ()
) -> None:
    """A row is settled once; its access codes are forgotten with that."""
    if row.outcome != Outcome.WAITING:
        return
    row.outcome, row.done_at, row.sealed = outcome, now_of(session), None
    row.faults = json.dumps(faults)


def _finish(session: Session, run: BulkSending) -> Standing:
    run.state, run.ended_at = BulkState.FINISHED, now_of(session)
    session.execute(update(BulkRow).where(BulkRow.bulk_sending_id == run.id).values(sealed=None))
    told = Told("bulk_finished", run.owner.public_id, run.public_id, {"template": run.template_name})
    append_audit(session, run.organization_id, told, now_of(session))
    return Standing(goes_on=False, finished=True)


def _origin(run: BulkSending) -> Origin:
    return Origin(**json.loads(run.origin))


def _asked(run: BulkSending, row: BulkRow) -> Asked:
    """The same row of the same run is the same act, however often a worker begins with it."""
    return Asked(uuid.uuid5(uuid.UUID(run.public_id), f"act {row.line}").hex, _origin(run))


def _contract_id(run: BulkSending, row: BulkRow) -> str:
    return str(uuid.uuid5(uuid.UUID(run.public_id), f"contract {row.line}"))
