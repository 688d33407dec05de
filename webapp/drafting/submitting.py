"""Sending a draft: it is closed to changes first, so that what is sent is what was confirmed."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.acts import EDITION, Origin, Submit
from contracts.messages import Acknowledgement
from contracts.refusals import AlreadySubmitted, Refused
from database.contract import Contract
from database.engine import now_of
from database.queries.draft_parties import parties_of
from database.queries.drafts import current_epoch, own_draft
from database.queries.preferences import preferred_link_days
from database.queries.versions import newest_version
from database.sessions import Staff
from webapp.drafting.faults import DraftIncomplete, faults_in
from webapp.drafting.filed import require_noticed
from webapp.drafting.planning import plan_of
from webapp.parts import parts
from workflows.door import EngineUnavailable


class DraftMissing(LookupError):
    """There is no such draft of this person."""


def send_draft(
    staff: Staff, contract_public_id: str, key: str, origin: Origin, accepted: Collection[str] = ()
) -> Acknowledgement:
    """Send; the same key again asks after the same act. `accepted` are the outdated addresses ticked (AD-19).

    Raises DraftMissing, DraftIncomplete, Refused, EngineUnavailable (the draft is open again, unless an
    earlier sending may still arrive) or NotKnownYet (it stays closed until it is known).
    """
    with parts().database.writing() as session:
        contract = own_draft(session, staff, contract_public_id)
        if contract is None:
            raise DraftMissing(contract_public_id)
        act = plan_submission(session, contract, key, origin)
        require_noticed(session, contract, accepted, origin)
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
    """Return the act that sends the draft as it stands; takes a writing session (see `plan_of`).

    Raises DraftIncomplete with every fault.
    """
    parties = parties_of(session, contract)
    version = newest_version(session, contract)
    faults = faults_in(session, contract)
    if faults or version is None:
        raise DraftIncomplete(faults)
    return Submit(
        key=key,
        origin=origin,
        version=version.public_id,
        parties=[plan_of(session, contract, party) for party in parties],
        needs_approval=bool(contract.type and contract.type.needs_approval),
        link_days=preferred_link_days(session, contract.organization_id) or parts().settings.link_days,
        edition=EDITION,
    )


def _close(session: Session, contract: Contract) -> bool:
    """Return whether it was open; asked again, it keeps the epoch of the workflow that may have begun."""
    if contract.submitted_at is not None:
        return False
    contract.epoch, contract.submitted_at = current_epoch(session), now_of(session)
    return True


def _reopen(contract_public_id: str) -> None:
    with parts().database.writing() as session:
        query = select(Contract).where(Contract.public_id == contract_public_id, Contract.sequence == 0)
        contract = session.scalars(query).first()
        if contract is not None:
            contract.submitted_at = None
