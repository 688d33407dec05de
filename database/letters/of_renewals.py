"""Letters about 更新: the owner is asked, managers while nobody answers, and told of dates moved (MK-22)."""

from sqlalchemy.orm import Session

from contracts.effects import OWNER
from contracts.letters import Letter
from contracts.life import Life
from database.contract import Contract
from database.letters.occasion import Occasion
from database.letters.to_staff import approvers, counterparties
from database.people import User
from database.queries.renewals import clause_of


def renewal_request(session: Session, occasion: Occasion) -> list[Letter]:
    """Nobody is asked who has answered, or about an end date that is no longer the contract's."""
    if not _still_asks(occasion):
        return []
    told = _owner(occasion) or approvers(session, occasion)
    return [_to(occasion, user, "renewal_asked") for user in told]


def escalation(session: Session, occasion: Occasion) -> list[Letter]:
    """The owner again, and those who may decide in their stead (MK-20)."""
    if not _still_asks(occasion):
        return []
    if occasion.request.effect.recipient == OWNER:
        return [_to(occasion, user, "renewal_escalated") for user in _owner(occasion)]
    others = [user for user in approvers(session, occasion) if user.id != occasion.contract.owner_id]
    return [_to(occasion, user, "renewal_escalated") for user in others]


def rolled_notice(session: Session, occasion: Occasion) -> list[Letter]:
    """Nobody is told of an end that the contract does not have: somebody has changed it since."""
    if str(occasion.contract.ends_on) != occasion.facts["ends_on"]:
        return []
    told = _owner(occasion) or approvers(session, occasion)
    facts: dict[str, object] = {
        "counterparties": counterparties(occasion),
        "was_on": occasion.facts["was"],
        "ends_on": occasion.facts["ends_on"],
    }
    return [occasion.to_user(user, "renewal_rolled", facts) for user in told]


def _still_asks(occasion: Occasion) -> bool:
    contract = occasion.contract
    is_open = contract.life == Life.DECIDING and not contract.renewal_answer
    return is_open and str(contract.ends_on) == occasion.facts["ends_on"]


def _lacks_period(contract: Contract) -> bool:
    """It renews by itself, and nobody has said for how long: the end date cannot move (MK-13)."""
    clause = clause_of(contract)
    return clause.auto is True and clause.renews_for is None


def _owner(occasion: Occasion) -> list[User]:
    owner = occasion.contract.owner
    return [owner] if owner.disabled_at is None else []


def _to(occasion: Occasion, user: User, template: str) -> Letter:
    facts: dict[str, object] = {
        "counterparties": counterparties(occasion),
        "ends_on": occasion.facts["ends_on"],
        "decide_on": occasion.facts["decide_by"],
        "renews": clause_of(occasion.contract).rolls,
        "lacks_period": _lacks_period(occasion.contract),
        "renewal_url": f"{occasion.contract_url}/renewal",
    }
    return occasion.to_user(user, template, facts)
