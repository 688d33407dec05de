"""The act that sends a draft, and the draft shut for it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from contracts.acts import EDITION, Origin, Submit
from contracts.document_ways import are_divided
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


def close_draft(session: Session, contract: Contract) -> bool:
    """Shut the draft to changes and return whether it was open.

    Asked again, it keeps the epoch of the workflow that may have begun.
    """
    if contract.submitted_at is not None:
        return False
    contract.epoch, contract.submitted_at = current_epoch(session), now_of(session)
    return True
