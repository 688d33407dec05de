"""The refusals that several verbs share, each named for what it asks."""

from datetime import datetime

from contracts import refusals
from contracts.acts import AcceptTerms, Agree, Claim, Decline, HandOver, SendBack, SubmitDocument
from contracts.stage import Phase
from contracts.state import ContractState, PartyState

LONGEST_REASON = 1_000
"""Characters of a reason or reply (MK-60)."""


def require_reason(reason: str) -> str:
    """Return the reason without its margins, or refuse one that says nothing (CS-17) or too much (MK-60).

    Lone surrogates, which no record can hold, become question marks.
    """
    words = require_short(reason)
    if not words:
        raise refusals.ReasonMissing
    return words


def require_short(words: str) -> str:
    """Return what need not be said without its margins, or refuse too much of it."""
    words = words.strip().encode("utf-8", "replace").decode()
    if len(words) > LONGEST_REASON:
        raise refusals.ReasonTooLong(longest=LONGEST_REASON)
    return words


def require_open(state: ContractState) -> None:
    if state.phase is Phase.NEW or state.is_closed:
        raise refusals.AlreadyClosed(stage=state.stage)


def require_agreeing(state: ContractState, round_number: int, now: datetime) -> None:
    """Refuse unless the round that the person was shown is being agreed and its deadline lies ahead."""
    require_open(state)
    if state.phase is Phase.SENT_BACK:
        raise refusals.BeingRevised
    if state.phase in {Phase.CONFIRMING, Phase.CONCLUDING, Phase.CERTIFYING}:
        raise refusals.AlreadySealing
    lapsed = state.due is not None and now >= state.due
    if round_number != state.round or state.phase is not Phase.AGREEING or lapsed:
        raise refusals.RoundIsOver(round=round_number)


PartyAct = AcceptTerms | SubmitDocument | SendBack | Agree | Decline | Claim | HandOver


def require_turn(state: ContractState, act: PartyAct, now: datetime) -> PartyState:
    """Return the party if it may act now: itself, invited, not locked, not finished (IM-49, T15, T66).

    Nobody acts for a party, whatever their role (LW-01, LW-05).
    """
    require_agreeing(state, act.round, now)
    party = state.party(act.party)
    if act.origin.actor != act.party:
        raise refusals.NotThatParty
    if party.agreed:
        raise refusals.AlreadyAgreed
    if not party.invited:
        raise refusals.NotYourTurn
    if party.locked:
        raise refusals.PartyIsLocked
    return party


def require_terms(party: PartyState) -> None:
    if not party.accepted_terms:
        raise refusals.TermsNotAccepted
