"""Sending a draft: it is closed to changes first, so that what is sent is what was confirmed."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.acts import Origin, PartyPlan, Submit
from contracts.messages import Acknowledgement
from contracts.refusals import AlreadySubmitted, Refused
from database.contract import Contract, Party, RequiredDocument
from database.engine import now_of
from database.queries.draft_parties import parties_of
from database.queries.drafts import current_epoch, own_draft
from database.queries.versions import newest_version
from database.sessions import Staff
from webapp.drafting.faults import DraftIncomplete, faults_of
from webapp.parts import parts
from workflows.door import EngineUnavailable


class DraftMissing(LookupError):
    """There is no such draft of this person."""


def send_draft(staff: Staff, contract_public_id: str, key: str, origin: Origin) -> Acknowledgement:
    """Send; the same key again asks after the same act.

    Raises DraftMissing, DraftIncomplete, Refused, EngineUnavailable (the draft is open again, unless an
    earlier sending may still arrive) or NotKnownYet (it stays closed until it is known).
    """
    with parts().database.writing() as session:
        contract = own_draft(session, staff, contract_public_id)
        if contract is None:
            raise DraftMissing(contract_public_id)
        act = plan_submission(session, contract, key, origin)
        was_open = _close(session, contract)
        epoch = contract.epoch
    try:
        return parts().engine.submit(contract_public_id, epoch, act)
    except AlreadySubmitted:
        raise
    except EngineUnavailable:
        if was_open:
            _reopen(contract_public_id)
        raise
    except Refused:
        _reopen(contract_public_id)
        raise


def plan_submission(session: Session, contract: Contract, key: str, origin: Origin) -> Submit:
    """Return the act that sends the draft as it stands.

    Raises DraftIncomplete with every fault.
    """
    parties = parties_of(session, contract)
    version = newest_version(session, contract)
    faults = faults_of(contract, parties, has_document=version is not None)
    if faults or version is None:
        raise DraftIncomplete(faults)
    return Submit(
        key=key,
        origin=origin,
        version=version.public_id,
        parties=[_plan_of(session, party) for party in parties],
        needs_approval=bool(contract.type and contract.type.needs_approval),
        link_days=parts().settings.link_days,
    )


def _close(session: Session, contract: Contract) -> bool:
    """Return whether it was open; asked again, it keeps the epoch of the workflow that may have begun."""
    if contract.submitted_at is not None:
        return False
    contract.epoch, contract.submitted_at = current_epoch(session), now_of(session)
    return True


def _plan_of(session: Session, party: Party) -> PartyPlan:
    """A party that is only shared with is asked for nothing (IM-47)."""
    query = select(RequiredDocument.public_id).where(RequiredDocument.party_id == party.id)
    documents = list(session.scalars(query.order_by(RequiredDocument.position)))
    return PartyPlan(
        id=party.public_id,
        order=party.ordering,
        own=party.own,
        signs=party.signs,
        imprint=party.imprint and party.signs,
        access_code=bool(party.access_code_hash),
        documents=documents if party.signs else [],
    )


def _reopen(contract_public_id: str) -> None:
    with parts().database.writing() as session:
        query = select(Contract).where(Contract.public_id == contract_public_id, Contract.sequence == 0)
        contract = session.scalars(query).first()
        if contract is not None:
            contract.submitted_at = None
