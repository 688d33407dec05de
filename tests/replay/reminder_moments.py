"""Where a lifecycle rests when days and reminders were fixed for it, and on the morning after."""

from dataclasses import replace

from contracts.acts import ExtendDeadline, SwitchReminders
from contracts.life import civil_day
from contracts.reasons import JST
from database.engine import now_of
from database.rebuilding import record_of
from tests.lifecycle.fast_forward import fast_forward
from tests.lifecycle.stage_hands import Case, new_key
from tests.replay.hands import at_rest, sent
from tests.replay.scene import A_DAY, Rest, Scene
from workflows.door import workflow_id

NOON = 12


async def reminded(scene: Scene) -> Rest:
    one = await _scheduled(scene, 6)
    await _days_pass(scene, one, 5)
    await one.until(lambda: _is_reminded(scene, one))
    return at_rest(one)


async def told_the_day_after(scene: Scene) -> Rest:
    """Two reminders, the end of the last day, and the morning after: nothing comes any more."""
    one = await _scheduled(scene, 2)
    await _days_pass(scene, one, 5)
    await one.until(lambda: one.row().stage == "expired" and one.row().reminder_at is None)
    return at_rest(one)


async def period_extended(scene: Scene) -> Rest:
    """Sent with a period alone, as every contract of the releases before."""
    one = await sent(scene, scene.case([1], link_days=5))
    await one.ask(ExtendDeadline(new_key(), scene.office.origin(), _day(scene, 20)))
    return at_rest(one)


async def reminders_stopped(scene: Scene) -> Rest:
    one = await _scheduled(scene, 6)
    await one.ask(SwitchReminders(new_key(), scene.office.origin(), on=False))
    return at_rest(one)


async def sms_waits_for_the_morning(scene: Scene) -> Rest:
    """The party with a number alone is asked when the hours begin; the other was asked at once."""
    one = scene.case([1, 1])
    first, second = one.draft.parties
    one = scene.planned(one, [replace(first, by_sms=True), second])
    submit = replace(one.draft.submit, hours=_closed_hours(scene))
    one = await sent(scene, replace(one, draft=replace(one.draft, submit=submit)))
    await one.until(lambda: len(one.open_effects()) == 1)
    await _days_pass(scene, one, 4)
    await one.until(lambda: not one.open_effects())
    return at_rest(one)


def _closed_hours(scene: Scene) -> str:
    """Return hours of the day that it is not now."""
    with scene.office.opened.database.reading() as session:
        is_morning = now_of(session).astimezone(JST).hour < NOON
    return "18:00-21:00" if is_morning else "08:30-11:00"


async def _scheduled(scene: Scene, last_day: int) -> Case:
    one = scene.case([1, 2])
    first, second = one.draft.parties
    plans = [replace(first, answer_by=_day(scene, last_day)), second]
    one = scene.planned(one, plans)
    submit = replace(
        one.draft.submit,
        last_day=_day(scene, last_day + 1),
        reminders="closing",
        hours="08:30-21:00",
    )
    one = await sent(scene, replace(one, draft=replace(one.draft, submit=submit)))
    await one.invited(first)
    await one.until(lambda: not one.open_effects())
    return one


async def _days_pass(scene: Scene, one: Case, days: int) -> None:
    await fast_forward(scene.client, workflow_id(one.draft.contract), days * A_DAY)


def _day(scene: Scene, ahead: int) -> str:
    with scene.office.opened.database.reading() as session:
        return (civil_day(now_of(session)) + ahead * A_DAY).isoformat()


def _is_reminded(scene: Scene, one: Case) -> bool:
    with scene.office.opened.database.reading() as session:
        return any(event.kind == "party_reminded" for event in record_of(session, one.row()))


REMINDER_MOMENTS = (
    reminded,
    told_the_day_after,
    period_extended,
    reminders_stopped,
    sms_waits_for_the_morning,
)
