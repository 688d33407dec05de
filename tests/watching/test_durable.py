"""The watch as its workflow: every morning at nine in Japan, and once after it was away (NX-02).

The simulated server skips no time while something waits for a worker, so the engine forgets it too.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from temporalio import activity
from temporalio.client import Client
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Worker

from adapters.payloads import data_converter, payload_keys
from contracts.messages import WatchLook
from contracts.reasons import JST
from contracts.roles import Role
from contracts.watching import Fulfilment, Outcomes, fulfilment, next_morning
from database.people import User
from tests.counterparty.office import Office
from tests.desk.site import hired
from tests.simulated.conftest import BINARY
from tests.watching.living import LONG_AGO, living, mails, rows, watching
from workflows.deadline_watch import DEADLINE_WATCH, DeadlineWatch, start_deadline_watch
from workflows.timing import CONTRACT_QUEUE


class Rounds:
    """The activity as it is wired, its clock the workflow's; the instants at which it looked are kept."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.at: list[datetime] = []

    @activity.defn(name="watch_deadlines")
    def look(self, at: str) -> WatchLook:
        moment = datetime.fromisoformat(at)
        self.at.append(moment)
        return watching(self.office, moment).watch_deadlines(at)


def worker(client: Client, rounds: Rounds) -> Worker:
    return Worker(
        client,
        task_queue=CONTRACT_QUEUE,
        workflows=[DeadlineWatch],
        activities=[rounds.look],
        activity_executor=ThreadPoolExecutor(1),
    )


@pytest.mark.shows("NX-02", "MK-16")
async def test_it_looks_each_morning_and_what_a_dead_worker_missed_goes_out_once_and_late(
    office: Office,
) -> None:
    hired(office, "chief@sample.example", Role.ADMINISTRATOR)
    with office.opened.database.writing() as session:
        for user in session.scalars(select(User)):
            user.created_at = LONG_AGO
    converter = data_converter(payload_keys(office.opened.keys))
    rounds = Rounds(office)
    async with await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=str(BINARY), data_converter=converter
    ) as time:
        now = await time.get_current_time()
        first = (now.astimezone(JST).date().replace(day=1) + timedelta(days=32)).replace(day=1)
        living(office, "期限のある契約", first + timedelta(days=200), first + timedelta(days=10))
        eve = datetime.combine(first, datetime.min.time(), JST) - timedelta(hours=2)
        async with worker(time.client, rounds):
            await start_deadline_watch(time.client)
            await time.sleep(eve - now)
            await time.client.get_workflow_handle(DEADLINE_WATCH).terminate()
        assert {at.astimezone(JST).hour for at in rounds.at[1:]} <= {9}
        assert digests(office) == 0
        await time.sleep(timedelta(hours=30))
        async with worker(time.client, rounds):
            for _restarted in range(2):
                await start_deadline_watch(time.client)
            await time.sleep(timedelta(hours=30))
            await time.client.get_workflow_handle(DEADLINE_WATCH).terminate()
    assert digests(office) == 2
    told = [one for one in rows(office) if one.kind == "deadline_digest"]
    assert [state(one) for one in told] == [Fulfilment.LATE] * 2
    assert {one.planned_at for one in told} == {eve + timedelta(hours=11)}


def digests(office: Office) -> int:
    return len([one for one in mails(office) if "更新拒絶期限のお知らせ" in one.subject])


def state(row: object) -> Fulfilment:
    planned, told = row.planned_at, row.told_at  # type: ignore[attr-defined]  # a row of watched_mail
    return fulfilment(planned, datetime.now(UTC), Outcomes(told, row.fate))  # type: ignore[attr-defined]  # noqa: TID251 -- only its order matters


def test_the_next_morning_is_always_to_come() -> None:
    nine = datetime(2026, 12, 1, 0, 0, tzinfo=UTC)
    assert next_morning(nine) == nine + timedelta(days=1)
    assert next_morning(nine - timedelta(seconds=1)) == nine
    assert next_morning(nine).astimezone(JST).date() == date(2026, 12, 2)
