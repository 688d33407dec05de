"""期限を延長する, リマインドを止める / 再開: what the sender changes while others are asked."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from contracts import refusals
from contracts.acts import ExtendDeadline, SwitchReminders
from contracts.events import DeadlineExtended, Event, RemindersSwitched
from contracts.reminders import Reminding
from contracts.requirements import require_open
from contracts.schedule import answer_until, require_day
from contracts.stage import Phase
from contracts.state import ContractState, PartyState


def extend_deadline(state: ContractState, act: ExtendDeadline, now: datetime) -> list[Event]:
    """Put the last day of all, or of one party, later; what has lapsed stays lapsed.

    Only what gives somebody asked more time is an extension; it tells those whose time it is.
    """
    _require_extensible(state, now)
    day = require_day(act.day, now)
    event = DeadlineExtended(act.origin, state.round, act.party, act.day, now.isoformat())
    if act.party and state.schedule.last_day and day > state.schedule.last_day:
        raise refusals.BeyondLastDay(day=state.schedule.last_day.isoformat())
    after = extended(state, event)
    given = [party.id for party in after.parties if _has_more_time(state.party(party.id), party)]
    if not given:
        raise refusals.DeadlineNotLater
    return [replace(event, told=[party for party in given if not after.party(party).locked])]


def extended(state: ContractState, event: DeadlineExtended) -> ContractState:
    """Return the state with that day; whoever keeps a day of their own keeps it."""
    now, day = datetime.fromisoformat(event.since), date.fromisoformat(event.day)
    if event.party:
        state = state.with_party(replace(state.party(event.party), answer_by=day))
    else:
        state = replace(state, schedule=replace(state.schedule, last_day=day))
    parties = tuple(_with_more_time(state, party, now) for party in state.parties)
    return replace(state, parties=parties).with_earliest_due()


def until_of(state: ContractState, party: PartyState, now: datetime) -> datetime:
    """Return until when the party may answer when it is asked `now`."""
    return answer_until(state.days_of(party), now, state.link_days)


def earliest_until(state: ContractState, now: datetime) -> datetime:
    """Return the earliest deadline of those asked, when they are asked anew `now`."""
    open_until = [until_of(state, party, now) for party in state.pending if party.invited]
    return min(open_until, default=now + timedelta(days=state.link_days))


def since_of(state: ContractState, now: datetime) -> str:
    """Return the instant that days and reminders count from; nothing where the sender fixed none."""
    return now.isoformat() if state.keeps_days else ""


def asked_anew(state: ContractState, due: datetime, since: str, *parties: str) -> ContractState:
    """Return the state whose round runs anew, its reminders for these parties or all; none is made up."""
    now = datetime.fromisoformat(since) if since else None
    asked = tuple(_asked_anew(state, party, due, now) for party in state.parties)
    counted = tuple(
        replace(party, asked_since=now) if not parties or party.id in parties else party for party in asked
    )
    return replace(state, parties=counted, due=due)


def switch_reminders(state: ContractState, act: SwitchReminders, now: datetime) -> list[Event]:
    require_open(state)
    if state.schedule.reminding is Reminding.NONE:
        raise refusals.NoReminders
    if state.schedule.stopped is not act.on:
        return []
    return [RemindersSwitched(act.origin, state.round, act.on, now.isoformat())]


def switched(state: ContractState, event: RemindersSwitched) -> ContractState:
    """Return the state whose reminders stop or go on; what would have come meanwhile is not made up."""
    now = datetime.fromisoformat(event.since)
    parties = tuple(replace(party, reminded_until=now) for party in state.parties)
    return replace(state, parties=parties, schedule=replace(state.schedule, stopped=not event.on))


def _require_extensible(state: ContractState, now: datetime) -> None:
    is_past = state.is_waiting_for_answers and state.due is not None and now >= state.due
    if state.phase is Phase.EXPIRED or is_past:
        raise refusals.ExpiredNotExtended
    require_open(state)
    if not state.is_waiting_for_answers:
        raise refusals.NobodyAsked


def _asked_anew(state: ContractState, party: PartyState, due: datetime, now: datetime | None) -> PartyState:
    if not party.invited or party.agreed:
        return party
    until = until_of(state, party, now) if now else due
    return replace(party, answer_until=until, reminded_until=now)


def _with_more_time(state: ContractState, party: PartyState, now: datetime) -> PartyState:
    """Nobody loses time; reminders whose day has passed already are not made up."""
    if not party.invited or party.agreed or party.answer_until is None:
        return party
    until = until_of(state, party, now)
    return replace(party, answer_until=max(until, party.answer_until), reminded_until=now)


def _has_more_time(before: PartyState, after: PartyState) -> bool:
    return bool(after.answer_until and before.answer_until and after.answer_until > before.answer_until)
