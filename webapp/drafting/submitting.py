"""Sending a draft: it is closed to changes first, so that what is sent is what was confirmed."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from contracts.acts import Origin, Submit
from contracts.messages import Acknowledgement
from contracts.refusals import AlreadySubmitted, Refused
from contracts.sending_rules import DraftChanged
from database import drafting
from database.contract import Contract
from database.drafting import Asked, close_draft, open_refused, open_unasked, seen_digest
from database.queries.drafts import own_draft
from database.sessions import Staff
from database.usage import require_room_to_send
from webapp.drafting.filed import require_noticed
from webapp.drafting.house import house
from webapp.parts import parts
from workflows.door import EngineUnavailable


class DraftMissing(LookupError):
    """There is no such draft of this person."""


@dataclass(frozen=True, slots=True)
class Looked:
    """`accepted` are the outdated addresses ticked (AD-19), `seen` is `seen_digest` of what was shown."""

    accepted: Collection[str] = ()
    seen: str = ""


NOTHING_SHOWN = Looked()


def send_draft(
    staff: Staff, contract_public_id: str, key: str, origin: Origin, looked: Looked = NOTHING_SHOWN
) -> Acknowledgement:
    """Send; the same key again asks after the same act.

    Raises DraftChanged where it is not what was shown any more, DraftMissing, DraftIncomplete, Refused or
    EngineUnavailable (the draft is open again, unless another sending may still arrive) or NotKnownYet
    (it stays closed until it is known).
    """
    with parts().database.writing() as session:
        contract = _sendable(session, staff, contract_public_id)
        _require_as_shown(session, contract, looked)
        act = plan_submission(session, contract, key, origin)
        require_noticed(session, contract, looked.accepted, origin)
        closing = close_draft(session, contract)
        epoch = contract.epoch
    try:
        return parts().engine.submit(contract_public_id, epoch, act)
    except AlreadySubmitted:
        raise
    except EngineUnavailable:
        with parts().database.writing() as session:
            open_unasked(session, contract_public_id, closing)
        raise
    except Refused:
        with parts().database.writing() as session:
            open_refused(session, contract_public_id, closing)
        raise


def _sendable(session: Session, staff: Staff, public_id: str) -> Contract:
    """Return the draft; one that is being sent already has its place below the limits (T52)."""
    contract = own_draft(session, staff, public_id)
    if contract is None:
        raise DraftMissing(public_id)
    if contract.submitted_at is None:
        require_room_to_send(session, contract.organization_id)
    return contract


def _require_as_shown(session: Session, contract: Contract, looked: Looked) -> None:
    """What is being sent already was closed to changes then."""
    if looked.seen and contract.submitted_at is None and looked.seen != seen_digest(session, contract):
        raise DraftChanged


def plan_submission(session: Session, contract: Contract, key: str, origin: Origin) -> Submit:
    """Return the act that sends the draft as it stands; takes a writing session. Raises DraftIncomplete."""
    return drafting.plan_submission(session, contract, Asked(key, origin), house())
