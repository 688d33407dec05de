"""The act that sends a draft, and the draft shut for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from contracts.acts import EDITION, Origin, Submit
from contracts.bulk import Outcome
from contracts.document_ways import are_divided
from database.bulk_sending import BulkRow
from database.contract import Contract
from database.document import DocumentVersion
from database.drafting.boxes import box_faults_in
from database.drafting.faults import DraftIncomplete, faults_in
from database.drafting.house import House
from database.drafting.planning import plan_of
from database.drafting.restrictions import is_approved_first
from database.drafting.scheduling import schedule_of
from database.engine import now_of
from database.queries.approval_routes import route_of
from database.queries.draft_parties import parties_of
from database.queries.drafts import current_epoch
from database.queries.versions import newest_version

LONGEST_ON_ITS_WAY = timedelta(minutes=1)
"""A sending asked for longer ago has reached the engine or never will: pages stop asking after half of it."""


@dataclass(frozen=True, slots=True)
class Closing:
    """One sending: `at` stands in the draft's row until the next, `before` is the last without an answer."""

    at: datetime
    before: datetime | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for the sending, and under which key: the same again is the same act."""

    key: str
    origin: Origin


def plan_submission(session: Session, contract: Contract, act: Asked, house: House) -> Submit:
    """Return the act that sends the draft as it stands; takes a writing session (see `plan_of`).

    Raises DraftIncomplete with every fault.
    """
    faults = (*faults_in(session, contract, may_text=house.may_text), *box_faults_in(session, contract))
    version = newest_version(session, contract)
    if faults or version is None:
        raise DraftIncomplete(faults)
    return planned_again(session, contract, version, act, house)


def planned_again(
    session: Session, contract: Contract, version: DocumentVersion, act: Asked, house: House
) -> Submit:
    """Return the act of a draft that was found complete, and shut, before."""
    route = route_of(session, contract, contract.owner)
    schedule = schedule_of(session, contract, house)
    plans = [plan_of(session, contract, party, version) for party in parties_of(session, contract)]
    return Submit(
        key=act.key,
        origin=act.origin,
        version=version.public_id,
        parties=plans,
        needs_approval=bool(route) or is_approved_first(session, contract),
        link_days=schedule.link_days,
        edition=EDITION,
        confirms=contract.confirms,
        route=route,
        last_day=schedule.last_day,
        reminders=schedule.reminders,
        remind_at=schedule.remind_at,
        hours=schedule.hours,
        days_off=schedule.days_off,
        documents=len(version.documents) if are_divided(plans) else 0,
    )


def close_draft(session: Session, contract: Contract) -> Closing:
    """Shut the draft to changes, or mark that what is shut is asked for once more.

    Asked again, it keeps the epoch of the workflow that may have begun.
    """
    before, at = contract.submitted_at, now_of(session)
    if before is None:
        contract.epoch = current_epoch(session)
    else:
        at = max(at, before + timedelta.resolution)
    contract.submitted_at = at
    return Closing(at, before)


def open_unasked(session: Session, public_id: str, closing: Closing) -> None:
    """Nothing was asked under this closing: the draft is as open as it was before it."""
    _open(session, public_id, closing, closing.before)


def open_refused(session: Session, public_id: str, closing: Closing) -> None:
    """The engine refused, so it has judged whatever reached it before; what is on its way keeps it shut."""
    before = closing.before
    is_on_its_way = before is not None and now_of(session) < before + LONGEST_ON_ITS_WAY
    _open(session, public_id, closing, before if is_on_its_way else None)


def _open(session: Session, public_id: str, closing: Closing, left: datetime | None) -> None:
    """Leave it to a later closing, and to a run of rows: it asks for its drafts until it has its answer."""
    sends_it = exists().where(BulkRow.contract_id == Contract.id, BulkRow.outcome == Outcome.WAITING)
    found = (Contract.public_id == public_id, Contract.sequence == 0, Contract.submitted_at == closing.at)
    contract = session.scalars(select(Contract).where(*found, ~sends_it)).first()
    if contract is not None:
        contract.submitted_at = left
