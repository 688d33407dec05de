"""A request by SMS alone waits for the sending hours, unless the deadline would pass before (NX-10)."""

from datetime import datetime

from contracts.effects import Effect, EffectKind
from contracts.stage import Phase
from contracts.state import ContractState

HELD = frozenset({EffectKind.INVITE, EffectKind.REMIND, EffectKind.TELL_RESUMED})


def sendable_at(state: ContractState, effect: Effect, now: datetime) -> datetime:
    """Return when the effect may be done, `now` or later.

    What is overtaken waits for nothing: it says nothing to anybody. Who holds the place since may have an
    address of mail.
    """
    if effect.kind not in HELD or is_overtaken(state, effect):
        return now
    party = state.party(effect.recipient)
    until = party.answer_until or state.due
    if not party.plan.by_sms or party.holder or until is None:
        return now
    return state.schedule.sendable_from(now, until)


def is_overtaken(state: ContractState, effect: Effect) -> bool:
    """Tell whether a request that may wait says nothing any more: nobody is asked in its round."""
    return effect.kind in HELD and (state.phase is not Phase.AGREEING or effect.round != state.round)
