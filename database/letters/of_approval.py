"""承認依頼 to those whose turn it is and to their delegates of the day, 承認結果 to the owner (AD-22).

Whoever got a request that was pulled back or withdrawn hears that nothing is to be done any more.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.approval import ANYONE, ApprovalState
from contracts.event_table import StoredEvent
from contracts.evolve import folded
from contracts.letters import Fate, Letter
from contracts.life import civil_day
from contracts.stage import Stage
from database.delivery import Delivery
from database.letters.occasion import Occasion
from database.letters.to_staff import approvers, counterparties
from database.people import User
from database.queries.approvals import decisions_of
from database.queries.approvers import delegates_of, is_able
from database.queries.levels import sees
from database.rebuilding import record_of

REQUEST = "approval_requested"
DECISIONS = {
    "approval_given": "approved",
    "approver_passed_over": "approved",
    "returned_to_owner": "sent_back",
    "approval_rejected": "rejected",
}


def approval_requests(session: Session, occasion: Occasion) -> list[Letter]:
    """Ask whose turn came with this event, but never the one who asks (four eyes).

    Nobody once it was decided, returned or pulled back meanwhile.
    """
    if occasion.contract.stage != Stage.AWAITING_APPROVAL:
        return []
    approval = _approval_at(session, occasion)
    asked = [
        (user, principal)
        for user, principal in _asked(session, occasion)
        if user.public_id != approval.submitter and sees(session, user, occasion.contract)
    ]
    return [_request(occasion, approval, user, principal) for user, principal in asked]


def pulled_back_notices(session: Session, occasion: Occasion) -> list[Letter]:
    """Tell those who were written to, and nobody who was only to be: for them nothing has changed."""
    facts: dict[str, object] = {
        "pulled_back_by_name": _name(session, occasion.facts["origin"]["actor"]),
        "pulled_back_at": occasion.at,
        "reason": occasion.facts["reason"],
        "is_withdrawn": bool(occasion.facts.get("approvers")),
    }
    mailed = session.scalars(
        select(Delivery.address).where(
            Delivery.contract_id == occasion.contract.id,
            Delivery.template == REQUEST,
            Delivery.fate == Fate.SENT,
        )
    ).all()
    actor = occasion.facts["origin"]["actor"]
    told = [user for user, _ in _asked(session, occasion) if user.mail in mailed and user.public_id != actor]
    return [occasion.to_user(user, "approval_pulled_back", facts) for user in told]


def approval_result(session: Session, occasion: Occasion, kind: str) -> list[Letter]:
    """The last absence passed over leaves what was approved before it: its approver is who decided."""
    decided = decisions_of(_record_until(session, occasion))[-1]
    facts: dict[str, object] = {
        "decision": DECISIONS[kind],
        "decided_by_name": _name(session, decided.actor),
        "on_behalf": _name(session, decided.person) if decided.person != decided.actor else "",
        "decided_at": occasion.at,
        "reason": decided.words,
    }
    return [occasion.to_owner("approval_decided", facts)]


def _asked(session: Session, occasion: Occasion) -> Sequence[tuple[User, str]]:
    """Return who is written to, and the name of the person for whom they may decide, if not themselves."""
    recipient = occasion.request.effect.recipient
    if recipient == ANYONE:
        return [(user, "") for user in approvers(session, occasion)]
    person = session.scalars(select(User).where(User.public_id == recipient)).first()
    if person is None or not is_able(person):
        return []
    return [(person, ""), *((one, person.name) for one in delegates_of(session, person))]


def _request(occasion: Occasion, approval: ApprovalState, user: User, principal: str) -> Letter:
    facts: dict[str, object] = {
        "requested_by_name": occasion.contract.owner.name,
        "counterparties": counterparties(occasion),
        "due_on": civil_day(approval.due).isoformat() if approval.due else "",
        "comment": occasion.facts.get("reply", ""),
        "step_name": approval.current.name,
        "on_behalf": principal,
        "is_overdue": approval.escalated,
    }
    return occasion.to_user(user, REQUEST, facts)


def _approval_at(session: Session, occasion: Occasion) -> ApprovalState:
    """Return the approval as the event left it."""
    return folded(occasion.contract.public_id, _record_until(session, occasion)).approval


def _record_until(session: Session, occasion: Occasion) -> list[StoredEvent]:
    record = record_of(session, occasion.contract)
    return [stored for stored in record if stored.sequence <= occasion.request.effect.sequence]


def _name(session: Session, public_id: str) -> str:
    return session.scalars(select(User.name).where(User.public_id == public_id)).first() or ""
