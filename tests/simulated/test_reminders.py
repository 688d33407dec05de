"""What 送信前シミュレーション shows is what the engine then does: to whom, about what, and when."""

from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy

import pytest
from sqlalchemy import select
from temporalio.testing import WorkflowEnvironment

from contracts import acts
from contracts.acts import Origin, RouteStep
from contracts.effects import EffectKind, Lane
from contracts.life import civil_day
from contracts.simulation import foreseen
from database.party import Party
from database.record import ContractEvent, EffectRow
from tests.lifecycle.office import Office
from tests.lifecycle.stage_hands import Case, new_key, workers
from workflows.door import Door, workflow_id

A_DAY, A_MINUTE = timedelta(days=1), timedelta(minutes=1)
Told = tuple[datetime, str, str]


def told(office: Office, one: Case) -> list[Told]:
    """Return what the engine had to tell whom, at the instant of the event that asked for it."""
    query = (
        select(ContractEvent.at, EffectRow.kind, EffectRow.recipient)
        .join(
            EffectRow,
            (EffectRow.contract_id == ContractEvent.contract_id)
            & (EffectRow.sequence == ContractEvent.sequence),
        )
        .where(EffectRow.contract_id == one.row().id)
        .order_by(EffectRow.sequence, EffectRow.recipient)
    )
    with office.opened.database.reading() as session:
        rows = [
            (datetime.fromisoformat(at), kind, recipient) for at, kind, recipient in session.execute(query)
        ]
    return [row for row in rows if EffectKind(row[1]).lane is Lane.POST]


def by_recipient(row: Told) -> tuple[str, str, datetime]:
    return row[1], row[2], row[0]


def reminders_mailed(office: Office) -> dict[str, list[str]]:
    """Return the link in each reminder that was mailed, by address."""
    found: dict[str, list[str]] = {}
    for path in sorted(office.opened.settings.outbox.glob("*.eml")):
        mail = message_from_bytes(path.read_bytes(), policy=policy.default)
        text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]  # every mail of ours has one
        link = next((line for line in text.splitlines() if "/c/" in line), "")
        if "【再送】" in mail["Subject"] or "ご確認のお願い" in mail["Subject"]:
            found.setdefault(mail["To"].addresses[0].addr_spec, []).append(link)
    return found


@pytest.mark.shows("NX-01", "MK-57", "MK-58")
async def test_the_engine_does_exactly_what_was_foreseen_with_the_same_link(
    office: Office, time: WorkflowEnvironment
) -> None:
    async with workers(time.client, office):
        begun = await time.get_current_time()
        draft = office.draft([1, 1, 2])
        first, second, third = draft.parties
        today = civil_day(begun)
        submit = replace(
            draft.submit,
            parties=[first, replace(second, answer_by=(today + 12 * A_DAY).isoformat()), third],
            last_day=(today + 20 * A_DAY).isoformat(),
            reminders="closing",
        )
        one = Case(office, replace(draft, submit=submit), Door(time.client))
        await one.submit()
        await one.until(lambda: all(one.progress(plan) == "asked" for plan in (first, second)))
        planned = foreseen(draft.contract, submit, begun)
        assert one.row().reminder_at is not None
        await time.sleep(timedelta(days=14))
        await time.client.get_workflow_handle(workflow_id(draft.contract)).result()
        await one.until(lambda: not one.open_effects())
    done = sorted(told(office, one), key=by_recipient)
    expected = sorted(((item.at, item.kind.value, item.recipient) for item in planned), key=by_recipient)
    assert [row[1:] for row in done] == [row[1:] for row in expected]
    assert all(
        abs(is_at - planned_at) < A_MINUTE
        for (is_at, *_), (planned_at, *_) in zip(done, expected, strict=True)
    )
    links = [set(links) for links in reminders_mailed(office).values()]
    assert len(links) == 2
    assert all(len(same) == 1 for same in links)
    with office.opened.database.reading() as session:
        dues = session.scalars(select(Party.due).where(Party.contract_id == one.row().id))
        assert one.row().reminder_at is None
        assert any(due is not None for due in dues)


@pytest.mark.shows("NX-01", "MK-48", "MK-49")
async def test_the_engine_escalates_an_approval_and_then_asks_as_was_foreseen(
    office: Office, time: WorkflowEnvironment
) -> None:
    async with workers(time.client, office):
        begun = await time.get_current_time()
        draft = office.draft([1])
        boss = office.approver.public_id
        route = [RouteStep("課長の承認", ["somebody"], "all", 24, [boss])]
        submit = replace(draft.submit, route=route, link_days=9)
        one = Case(office, replace(draft, submit=submit), Door(time.client))
        await one.submit()
        planned = foreseen(draft.contract, submit, begun)
        await time.sleep(A_DAY)
        await one.until(lambda: one.row().sequence == 2)
        await one.ask(acts.Approve(new_key(), Origin(boss), round=1, step=1))
        await one.until(lambda: one.progress(draft.parties[0]) == "asked")
        await time.sleep(timedelta(days=10))
        await time.client.get_workflow_handle(workflow_id(draft.contract)).result()
        await one.until(lambda: not one.open_effects())
    done = sorted(told(office, one), key=by_recipient)
    expected = sorted(((item.at, item.kind.value, item.recipient) for item in planned), key=by_recipient)
    assert [row[1:] for row in done] == [row[1:] for row in expected]
    assert all(abs(one[0] - other[0]) < A_MINUTE for one, other in zip(done, expected, strict=True))
