"""Letters to the owner, and to those who decide on renewals."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.effects import OWNER
from contracts.letters import Letter
from contracts.life import OVER
from contracts.roles import Permission, Role
from database.letters.occasion import Occasion
from database.party import Party
from database.people import User
from database.queries.levels import sees


def lock_notice(occasion: Occasion, party: Party) -> list[Letter]:
    """Whoever has not yet said who they are at a 締結用URL is named by the role."""
    facts: dict[str, object] = {
        "party_name": party.name or party.role,
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


def decline_notice(occasion: Occasion, party: Party) -> list[Letter]:
    facts: dict[str, object] = {
        "declined_by_name": party.name,
        "declined_by_organization": party.company,
        "declined_at": occasion.at,
        "reason": occasion.facts["reason"],
    }
    return [occasion.to_owner("declined", facts)]


def expiry_alerts(session: Session, occasion: Occasion) -> list[Letter]:
    """Tell the owner, or the others who decide on renewals; nobody once the end has overtaken it (MK-20)."""
    contract = occasion.contract
    if contract.life in OVER:
        return []
    facts: dict[str, object] = {
        "counterparties": counterparties(occasion),
        "ends_on": occasion.facts["ends_on"],
        "days_left": occasion.facts["days_left"],
    }
    if occasion.request.effect.recipient == OWNER:
        told = [contract.owner] if contract.owner.disabled_at is None else []
    else:
        told = [user for user in approvers(session, occasion) if user.id != contract.owner_id]
    return [occasion.to_user(user, "expiry_alert", facts) for user in told]


def approvers(session: Session, occasion: Occasion) -> list[User]:
    query = select(User).where(
        User.organization_id == occasion.contract.organization_id, User.disabled_at.is_(None)
    )
    approvers = [user for user in session.scalars(query) if Role(user.role).may(Permission.APPROVE)]
    return [user for user in approvers if sees(session, user, occasion.contract)]


def counterparties(occasion: Occasion) -> str:
    return "、".join(party.company or party.name for party in occasion.contract.parties if not party.own)
