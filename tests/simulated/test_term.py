"""Years after the conclusion pass in simulated days: alerts by mail, and the end the day after."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from email import message_from_bytes, policy

import pytest
from temporalio.testing import WorkflowEnvironment

from contracts.reasons import JST
from database.ledger import Ledger
from database.rebuilding import record_of
from tests.lifecycle.concluding import concluded_on_record
from tests.lifecycle.office import Office
from tests.lifecycle.stage_hands import Case, workers
from workflows.door import Door
from workflows.reconciliation import reconcile
from workflows.term import term_id

A_DAY = timedelta(days=1)


async def concluded(
    office: Office, clock: WorkflowEnvironment, starts_on: date | None, ends_on: date | None
) -> Case:
    """Have the engine keep a contract concluded with these dates, and wait until its term is open."""
    draft, ledger = concluded_on_record(office, starts_on, ends_on), Ledger(office.opened.database)
    await reconcile(clock.client, ledger.positions(), ledger.restart_lost)
    one = Case(office, draft, Door(clock.client))
    await one.until(lambda: one.row().life != "unknown")
    return one


async def reach(clock: WorkflowEnvironment, day: date, hour: int, minute: int = 0) -> None:
    """Let time pass until this moment in Japan."""
    moment = datetime.combine(day, time(hour, minute), JST)
    await clock.sleep(moment - await clock.get_current_time())


async def today(clock: WorkflowEnvironment) -> date:
    return (await clock.get_current_time()).astimezone(JST).date()


def alerts(office: Office) -> list[tuple[str, str]]:
    """Return to whom each alert went, and its subject up to the contract's name."""
    return sorted(_alerts(office))


def _alerts(office: Office) -> Iterator[tuple[str, str]]:
    for path in office.opened.settings.outbox.glob("*.eml"):
        mail = message_from_bytes(path.read_bytes(), policy=policy.default)
        if "契約終了日" in mail["Subject"]:
            yield mail["To"].addresses[0].addr_spec, mail["Subject"].partition("「")[0]


def kinds_after_conclusion(office: Office, one: Case) -> list[str]:
    with office.opened.database.reading() as session:
        kinds = [event.kind for event in record_of(session, one.row())]
    return kinds[kinds.index("term_opened") :]


def told(days: int) -> list[tuple[str, str]]:
    subject = f"【割符】契約終了日が近づいています（あと{days}日）"
    return [("boss@example.co.jp", subject), ("sender@example.co.jp", subject)]


@pytest.mark.shows("MK-14", "MK-18")
async def test_owner_and_approver_are_alerted_twice_by_mail_and_the_contract_ends_the_day_after(
    office: Office, time: WorkflowEnvironment
) -> None:
    async with workers(time.client, office, signing=False):
        start = await today(time) + 10 * A_DAY
        end = start + 364 * A_DAY
        one = await concluded(office, time, start, end)
        assert one.row().life == "not_started"
        await reach(time, start, 0, 1)
        await one.until(lambda: one.row().life == "in_force")
        await reach(time, end - 90 * A_DAY, 8, 59)
        assert alerts(office) == []
        await reach(time, end - 90 * A_DAY, 9, 1)
        await one.until(lambda: alerts(office) == sorted(told(90)))
        await reach(time, end - 30 * A_DAY, 9, 1)
        await one.until(lambda: alerts(office) == sorted(told(90) + told(30)))
        await reach(time, end, 23, 59)
        assert one.row().life == "in_force"
        await reach(time, end + A_DAY, 0, 1)
        await one.until(lambda: one.row().life == "ended")
        await time.client.get_workflow_handle(term_id(one.draft.contract)).result()
    assert kinds_after_conclusion(office, one) == [
        "term_opened",
        "term_began",
        "expiry_approached",
        "expiry_approached",
        "term_ended",
    ]
    assert one.open_effects() == []


async def test_a_long_term_goes_from_run_to_run_every_year_and_forgets_nothing(
    office: Office, time: WorkflowEnvironment
) -> None:
    async with workers(time.client, office, signing=False):
        end = await today(time) + 3 * 365 * A_DAY
        one = await concluded(office, time, None, end)
        handle = time.client.get_workflow_handle(term_id(one.draft.contract))
        first_run = (await handle.describe()).run_id
        for year in (1, 2):
            await reach(time, end - (3 - year) * 365 * A_DAY + 2 * A_DAY, 0)
            assert (await handle.describe()).run_id != first_run
        assert one.row().life == "in_force"
        await reach(time, end + A_DAY, 0, 1)
        await one.until(lambda: one.row().life == "ended")
    assert alerts(office) == sorted(told(90) + told(30))
    assert kinds_after_conclusion(office, one).count("term_opened") == 1


async def test_a_contract_concluded_after_its_end_ends_at_once_and_alerts_nobody(
    office: Office, time: WorkflowEnvironment
) -> None:
    async with workers(time.client, office, signing=False):
        yesterday = await today(time) - A_DAY
        one = await concluded(office, time, yesterday - 30 * A_DAY, yesterday)
        assert one.row().life == "ended"
    assert kinds_after_conclusion(office, one) == ["term_opened", "term_ended"]
    assert alerts(office) == []


async def test_a_contract_without_an_end_is_in_force_and_leaves_no_workflow_asleep(
    office: Office, time: WorkflowEnvironment
) -> None:
    async with workers(time.client, office, signing=False):
        one = await concluded(office, time, None, None)
        assert one.row().life == "in_force"
        await time.client.get_workflow_handle(term_id(one.draft.contract)).result()
    assert one.row().expiry_alerted_at is None
