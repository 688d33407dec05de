"""Letters to the owner and to approvers."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.letters import Letter
from contracts.roles import Permission, Role
from database.contract import Party
from database.letters.occasion import Occasion
from database.people import User

DECISIONS = {
    "approval_given": "approved",
    "returned_to_owner": "sent_back",
    "approval_rejected": "rejected",
}


def approval_requests(session: Session, occasion: Occasion) -> list[Letter]:
    """Ask everyone who may approve, but not the one who asks (four eyes)."""
    asks = occasion.facts["origin"]["actor"]
    organization_id = occasion.contract.organization_id
    users = session.scalars(
        select(User).where(User.organization_id == organization_id, User.disabled_at.is_(None))
    )
    counterparties = "、".join(
        party.company or party.name for party in occasion.contract.parties if not party.own
    )
    facts: dict[str, object] = {
        "requested_by_name": occasion.contract.owner.name,
        "counterparties": counterparties,
        "due_on": "",
        "comment": occasion.facts.get("reply", ""),
    }
    return [
        occasion.to_user(user, "approval_requested", facts)
        for user in users
        if user.public_id != asks and Role(user.role).may(Permission.APPROVE)
    ]


def approval_result(session: Session, occasion: Occasion, kind: str) -> list[Letter]:
    decider = session.scalars(select(User).where(User.public_id == occasion.facts["origin"]["actor"])).first()
    facts: dict[str, object] = {
        "decision": DECISIONS[kind],
        "decided_by_name": decider.name if decider else "",
        "decided_at": occasion.at,
        "reason": occasion.facts.get("reason", ""),
    }
    return [occasion.to_owner("approval_decided", facts)]


def lock_notice(occasion: Occasion, party: Party) -> list[Letter]:
    facts: dict[str, object] = {
        "party_name": party.name,
        "party_organization": party.company,
        "attempts": occasion.facts["tries"],
        "locked_at": occasion.at,
    }
    return [occasion.to_owner("code_locked", facts)]


def send_back_notice(occasion: Occasion, party: Party) -> list[Letter]:
    """The owner alone reads the full reason (AD-06)."""
    facts: dict[str, object] = {
        "is_inside": False,
        "sent_back_by_name": party.name,
        "sent_back_by_organization": party.company,
        "sent_back_at": occasion.at,
        "reason": occasion.facts["reason"],
    }
    return [occasion.to_owner("sent_back", facts)]
