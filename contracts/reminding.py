"""Who is reminded next, and when: those whose turn it is and who have not agreed (MK-57, MK-58, NX-10)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from contracts.acts import RemindParty
from contracts.events import Event, PartyReminded
from contracts.life import civil_day
from contracts.reasons import JST
from contracts.reminders import day_after, last_day, reminding_days
from contracts.stage import Phase
from contracts.state import ContractState, PartyState

LATE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class DueReminder:
    """`planned` is when it was due; `at` is later when that passed while nobody could send it."""

    at: datetime
    party: str
    planned: datetime


def next_reminder(state: ContractState, now: datetime | None = None) -> DueReminder | None:
    """Return the earliest reminder to come; `now` moves one that has passed to when it may be sent."""
    found = [one for party in state.parties if (one := _next_of(state, party, now))]
    return min(found, key=lambda one: one.at, default=None)


def next_reminder_at(state: ContractState) -> str:
    """Return the ISO instant of the next reminder, for lists; empty when none is planned."""
    coming = next_reminder(state)
    return coming.planned.isoformat() if coming else ""


def own_deadline(state: ContractState, party: PartyState) -> str:
    """Return the ISO instant until which the party may answer, where the sender fixed days (MK-56)."""
    is_open = state.keeps_days and party.invited and not party.agreed
    return party.answer_until.isoformat() if is_open and party.answer_until else ""


def remind(state: ContractState, act: RemindParty, now: datetime) -> list[Event]:
    """Remind once of whatever has come due; a timer that fires early, again or at night changes nothing."""
    party = state.party(act.party)
    until = state.lapsed if state.phase is Phase.EXPIRED else party.answer_until
    if act.round != state.round or until is None:
        return []
    passed = [moment for moment in _moments(state, party) if moment <= now]
    if not passed or _sendable_from(state, now, until) > now:
        return []
    planned, late = passed[-1], now - passed[-1] >= LATE
    return [PartyReminded(act.party, act.round, planned.isoformat(), late, until.isoformat())]


def _next_of(state: ContractState, party: PartyState, now: datetime | None) -> DueReminder | None:
    moments = _moments(state, party)
    until = party.answer_until or state.lapsed
    if not moments or until is None:
        return None
    planned = moments[0]
    at = _sendable_from(state, max(planned, now or planned), until)
    return DueReminder(at, party.id, planned)


def _moments(state: ContractState, party: PartyState) -> list[datetime]:
    """Return the instants still to come for the party, first to last."""
    if state.phase is Phase.EXPIRED:
        return _moments_after_the_end(state, party)
    if not is_remindable(state, party) or not (party.answer_until and party.asked_since):
        return []
    until, schedule = party.answer_until, state.schedule
    days = reminding_days(schedule.preset, civil_day(party.asked_since), last_day(until))
    planned = (datetime.combine(day, schedule.sends_at, JST) for day in days)
    moments = {schedule.sendable_from(moment, until) for moment in planned}
    known = party.reminded_until or party.asked_since
    return sorted(moment for moment in moments if moment > known)


def is_remindable(state: ContractState, party: PartyState) -> bool:
    """Somebody has been asked, can go on and has not agreed; nobody holds an unused 締結用URL yet."""
    waits = party.invited and party.plan.signs and not party.agreed
    return state.phase is Phase.AGREEING and waits and not party.locked and not is_vacant(party)


def is_vacant(party: PartyState) -> bool:
    return party.plan.claimable and not party.holder


def _moments_after_the_end(state: ContractState, party: PartyState) -> list[datetime]:
    is_told = party.told_of_end or not (party.was_asked and party.plan.signs)
    if state.lapsed is None or is_told or not state.schedule.preset.tells_day_after:
        return []
    return [day_after(state.lapsed)]


def _sendable_from(state: ContractState, at: datetime, until: datetime) -> datetime:
    """Once the deadline has passed, those who missed it are told whatever the day (NX-10)."""
    return at if state.phase is Phase.EXPIRED else state.schedule.sendable_from(at, until)
