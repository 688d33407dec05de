"""Years of automatic renewal in simulated days: asked, escalated, rolled forward, and ended by an answer."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from email import message_from_bytes, policy

import pytest
from temporalio.testing import WorkflowEnvironment

from contracts.metadata import ANSWER
from contracts.metadata import Source as Why_
from database.changing_metadata import Why, change_metadata
from database.contract import Contract
from database.ledger import Ledger
from database.metadata_change import MetadataChange
from database.rebuilding import record_of
from tests.lifecycle.concluding import concluded_on_record
from tests.lifecycle.office import Draft, Office
from tests.lifecycle.stage_hands import Case, workers
from tests.simulated.test_term import A_DAY, reach, today
from workflows.door import Door
from workflows.reconciliation import reconcile
from workflows.term import term_id
from workflows.term_news import tell_terms

YEARLY = {"auto_renews": "yes", "renews_for": "1年", "notice": "3か月"}
DAYS_OFF = timedelta(days=14)


def changed(office: Office, draft: Draft, values: Mapping[str, str]) -> None:
    with office.opened.database.writing() as session:
        contract = session.query(Contract).filter_by(public_id=draft.contract).one()
        change_metadata(session, contract, values, Why(office.owner, Why_.PERSON, "試験"))


async def kept(office: Office, clock: WorkflowEnvironment, draft: Draft) -> Case:
    ledger = Ledger(office.opened.database)
    await reconcile(clock.client, ledger.positions(), ledger.restart_lost)
    one = Case(office, draft, Door(clock.client))
    await one.until(lambda: one.row().life != "unknown")
    return one


async def told(office: Office, clock: WorkflowEnvironment, one: Case) -> None:
    """Tell the engine what has changed, as the worker does, until the record knows it."""
    await tell_terms(clock.client, Ledger(office.opened.database))
    await one.until(lambda: one.row().term_told == one.row().term_rev)


def subjects(office: Office, words: str) -> int:
    mails = (
        message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in office.opened.settings.outbox.glob("*.eml")
    )
    return sum(words in mail["Subject"] for mail in mails)


def ends_of(office: Office, one: Case) -> list[tuple[str, str, str]]:
    """Return each change of 契約終了日 by the calendar: source, before and after."""
    with office.opened.database.reading() as session:
        rows = session.query(MetadataChange).filter_by(contract_id=one.row().id, item="ends_on")
        return [(row.source, row.was, row.became) for row in rows.order_by(MetadataChange.id)]


def rolls_of(office: Office, one: Case) -> list[dict[str, object]]:
    with office.opened.database.reading() as session:
        record = record_of(session, one.row())
    return [json.loads(stored.facts) for stored in record if stored.kind == "term_rolled_forward"]


async def begin(office: Office, time: WorkflowEnvironment) -> tuple[Case, date]:
    start = (await today(time)).replace(day=1)
    end = start.replace(year=start.year + 1) - A_DAY
    draft = concluded_on_record(office, start, end)
    changed(office, draft, YEARLY)
    return await kept(office, time, draft), end


def anniversary(end: date, years: int) -> date:
    return (end + A_DAY).replace(year=end.year + years) - A_DAY


@pytest.mark.shows("MK-13", "MK-15", "MK-22")
async def test_two_years_roll_forward_unanswered_and_the_third_ends_by_an_answer(
    office: Office, time: WorkflowEnvironment
) -> None:
    async with workers(time.client, office, signing=False):
        one, end = await begin(office, time)
        for year in (0, 1):
            deadline = one.row().notice_by
            assert deadline is not None
            assert one.row().ends_on == anniversary(end, year)
            await reach(time, deadline - 30 * A_DAY, 9, 1)
            await one.until(lambda: one.row().life == "deciding" and not one.open_effects())
            assert subjects(office, "更新の判断をお願いします") == year + 1
            await reach(time, deadline - 7 * A_DAY, 9, 1)
            await one.until(lambda: one.row().renewal_escalated_at is not None and not one.open_effects())
            assert subjects(office, "まだ回答されていません") == 2 * (year + 1)
            await reach(time, deadline + A_DAY, 0, 11)
            await one.until(lambda year=year: one.row().ends_on == anniversary(end, year + 1))  # type: ignore[misc]  # bound now
            await one.until(lambda: one.row().term_told == one.row().term_rev)
            assert one.row().life == "in_force"
        changed(office, one.draft, {ANSWER: "end", "ending": "yes"})
        await told(office, time, one)
        assert one.row().life == "ending"
        await reach(time, anniversary(end, 2) + A_DAY, 0, 1)
        await one.until(lambda: one.row().life == "ended")
        await time.client.get_workflow_handle(term_id(one.draft.contract)).result()
    assert [(roll["was"], roll["times"]) for roll in rolls_of(office, one)] == [
        (end.isoformat(), 1),
        (anniversary(end, 1).isoformat(), 1),
    ]
    assert ends_of(office, one) == [
        ("renewal", end.isoformat(), anniversary(end, 1).isoformat()),
        ("renewal", anniversary(end, 1).isoformat(), anniversary(end, 2).isoformat()),
    ]
    assert subjects(office, "更新の判断をお願いします") == 2


async def test_an_answer_that_the_engine_was_never_told_of_is_read_before_anything_moves(
    office: Office, time: WorkflowEnvironment
) -> None:
    async with workers(time.client, office, signing=False):
        one, end = await begin(office, time)
        deadline = one.row().notice_by
        assert deadline is not None
        await reach(time, deadline - 20 * A_DAY, 9)
        await one.until(lambda: one.row().life == "deciding")
        changed(office, one.draft, {ANSWER: "end", "ending": "yes"})
        await reach(time, end + A_DAY, 0, 1)
        await one.until(lambda: one.row().life == "ended")
    assert rolls_of(office, one) == []


async def test_a_term_whose_engine_was_lost_in_the_middle_of_a_decision_goes_on_from_the_record(
    office: Office, time: WorkflowEnvironment
) -> None:
    async with workers(time.client, office, signing=False):
        one, end = await begin(office, time)
        deadline = one.row().notice_by
        assert deadline is not None
        await reach(time, deadline - 20 * A_DAY, 9)
        await one.until(lambda: one.row().life == "deciding" and not one.open_effects())
        await time.client.get_workflow_handle(term_id(one.draft.contract)).terminate()
        await kept(office, time, one.draft)
        await reach(time, deadline + A_DAY, 0, 11)
        await one.until(lambda: one.row().ends_on == anniversary(end, 1))
    assert subjects(office, "更新の判断をお願いします") == 1
    assert len(rolls_of(office, one)) == 1


async def test_an_ended_contract_given_another_end_is_kept_again_and_twice_told_is_once(
    office: Office, time: WorkflowEnvironment
) -> None:
    async with workers(time.client, office, signing=False):
        yesterday = await today(time) - A_DAY
        one = await kept(office, time, concluded_on_record(office, None, yesterday))
        assert one.row().life == "ended"
        changed(office, one.draft, {"ends_on": (yesterday + 400 * A_DAY).isoformat()})
        await told(office, time, one)
        assert one.row().life == "in_force"
        assert await tell_terms(time.client, Ledger(office.opened.database)) == 0
        await reach(time, yesterday + 401 * A_DAY, 0, 1)
        await one.until(lambda: one.row().life == "ended")
