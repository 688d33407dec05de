"""Who holds a party's place: claimed by the 締結用URL, handed over by 転送 (CS-08, CL-20)."""

from collections.abc import Iterable
from datetime import datetime

from contracts import refusals
from contracts.acts import Claim, HandOver, Reissue
from contracts.claiming import is_same_person
from contracts.events import ContactChanged, Event, LinkReissued, PartyClaimed, PartyHandedOver
from contracts.extending import earliest_until, since_of
from contracts.requirements import require_agreeing, require_reason, require_terms, require_turn
from contracts.state import ContractState


def claim(state: ContractState, act: Claim, now: datetime) -> list[Event]:
    """The first who proves an address becomes the party; the same person may come again."""
    party = require_turn(state, act, now)
    if not party.plan.claimable:
        raise refusals.PlaceIsTaken
    if party.holder == act.holder:
        return []
    if party.holder:
        raise refusals.PlaceIsTaken
    return [PartyClaimed(act.origin, act.party, act.round, act.holder, act.holder_digest)]


def hand_over(state: ContractState, act: HandOver, now: datetime) -> list[Event]:
    """The person who was asked loses the right to agree; the terms are accepted first (CL-24)."""
    party = require_turn(state, act, now)
    if not (party.plan.may_hand_over or party.plan.must_hand_over):
        raise refusals.HandOverNotAllowed
    require_terms(party)
    return [
        PartyHandedOver(
            act.origin, act.party, act.round, act.holder, act.holder_digest, previous=party.holder
        )
    ]


def reissue(state: ContractState, act: Reissue, now: datetime) -> list[Event]:
    """Only to somebody who has been asked and has not agreed (IM-78)."""
    require_agreeing(state, state.round, now)
    party = state.party(act.party)
    if party.agreed:
        raise refusals.AlreadyAgreed
    if not party.invited:
        raise refusals.NotYourTurn
    due = earliest_until(state, now).isoformat()
    asked = LinkReissued(act.origin, act.party, state.round, due, since_of(state, now))
    return [*_changed_contact(state, act), asked]


def may_change_contact(*, claimable: bool, submissions: int) -> bool:
    """An address that was proved stays, and so does that of whoever has handed in files (CF-19)."""
    return not claimable and not submissions


def _changed_contact(state: ContractState, act: Reissue) -> list[Event]:
    party = state.party(act.party)
    if not act.holder or act.holder == party.holder:
        return []
    if not may_change_contact(claimable=party.plan.claimable, submissions=party.submissions):
        raise refusals.ContactCannotChange
    reason = act.reason and require_reason(act.reason)
    change = (act.holder, act.holder_digest, party.holder, reason)
    return [ContactChanged(act.origin, act.party, state.round, *change)]


def belongs_to(mail: str, domains: tuple[str, ...]) -> bool:
    """Tell whether an address is of one of these domains or of a domain below it (AD-11, CL-54)."""
    domain = mail.rpartition("@")[2].casefold()
    return any(domain == each or domain.endswith(f".{each}") for each in map(str.casefold, domains))


def require_claimant(mail: str, own: tuple[str, ...], allowed: tuple[str, ...]) -> None:
    """Refuse an address of the sender's own organisation (AD-11) or outside the domains it allows (CL-54)."""
    if belongs_to(mail, own):
        raise refusals.OwnAddressAtSigningUrl
    if allowed and not belongs_to(mail, allowed):
        raise refusals.DomainNotAllowed


def require_successor(mail: str, current: str, others: Iterable[str]) -> None:
    """Refuse to hand over to oneself, or to who holds another place: nobody agrees for two parties."""
    if is_same_person(mail, current):
        raise refusals.AlreadyHoldsThePlace
    if any(is_same_person(mail, other) for other in others):
        raise refusals.HoldsAnotherPlace


def require_vacant(mail: str, current: str | None, others: Iterable[str]) -> None:
    """Refuse whoever is not `current`, None while nobody holds the place, or holds another place."""
    if current is not None and not is_same_person(mail, current):
        raise refusals.PlaceIsTaken
    if any(is_same_person(mail, other) for other in others):
        raise refusals.HoldsAnotherPlace
