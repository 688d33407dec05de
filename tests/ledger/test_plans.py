"""一括変更 goes on without its page, whoever dies in between (MK-07, MK-21)."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select, update
from temporalio.worker import Worker

from activities.plan_carrying import PlanCarrying as Carrying
from contracts.preset_spelling import spelled_preset
from contracts.roles import Role
from contracts.type_preset import CustomField, TypePreset
from database import metadata_plans
from database.audit import AuditEvent
from database.contract_type import ContractType
from database.engine import Database, now_of
from database.people import User
from database.plan_desk import PlanDesk
from tests.counterparty.office import Office, Sent
from tests.desk.site import Clerk, hired
from tests.engine import client_of
from tests.ledger.keeping import filed, history, kind_with, says, told
from webapp.management.ledger import plans
from workflows.door import Door, NotKnownYet
from workflows.plan_carrying import PlanCarrying, plan_carrying_id
from workflows.plan_sweeping import go_on_with_plans
from workflows.timing import CONTRACT_QUEUE


@pytest.fixture(autouse=True)
def _two_rows_before_the_page_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plans, "AT_ONCE", 2)


def five(office: Office, title: str) -> list[Sent]:
    return [filed(office, f"{title} {number}") for number in range(5)]


def agreed(
    clerk: Clerk, office: Office, title: str, meanwhile: Callable[[], object] = lambda: None
) -> tuple[str, list[Sent]]:
    """Return the public id of a plan over five contracts that was said yes to, and the contracts."""
    sent = five(office, title)
    clerk.opens(f"/ledger?q={title}&size=50")
    clerk.sends("/ledger/bulk", contract=[one.contract for one in sent], act="set", item="box", value="Z-1")
    plan = clerk.path.rpartition("/")[2]
    meanwhile()
    clerk.sends(f"{clerk.path}/application", reason="箱詰め")
    return plan, sent


def boxes(office: Office, sent: list[Sent]) -> list[str]:
    return [says(office, one, "box") for one in sent]


@pytest.mark.shows("MK-07", "MK-21")
async def test_what_the_page_began_goes_on_after_a_kill_and_each_value_is_changed_once(
    clerk: Clerk, office: Office
) -> None:
    plan, sent = agreed(clerk, office, "止められる一括変更")
    assert (boxes(office, sent).count("Z-1"), office.engine.plans[-1]) == (2, plan)
    assert "5件まで終わりました" in clerk.text
    assert clerk.client.get(f"/ledger/plans/{plan}/progress.json").json == {
        "state": "running",
        "done": 2,
        "all": 5,
    }
    assert "止められる" in clerk.opens("/ledger?q=止められる").text
    office.opened.database.engine.dispose()
    child = multiprocessing.get_context("spawn").Process(
        target=killed_at_the_last_row, args=(office.opened.settings.database_url, plan)
    )
    child.start()
    child.join(120)
    assert child.exitcode == -signal.SIGKILL
    assert boxes(office, sent).count("Z-1") == 3, (
        "the row before the kill stands, the one under way is undone"
    )
    async with client_of(office) as client:
        await go_on_with_plans(Door(client), PlanDesk(office.opened.database).under_way)
        with ThreadPoolExecutor(2) as threads:
            step = Carrying(PlanDesk(office.opened.database)).carry_on_plan
            async with Worker(
                client,
                task_queue=CONTRACT_QUEUE,
                workflows=[PlanCarrying],
                activities=[step],
                activity_executor=threads,
            ):
                await client.get_workflow_handle(plan_carrying_id(plan)).result()
    assert boxes(office, sent) == ["Z-1"] * 5
    assert [len(history(office, one)) for one in sent] == [1] * 5
    assert told(office, "metadata_plan_carried_out", plan) == told(office, "metadata_plan_agreed", plan) == 1
    assert "5件のうち5件を反映しました。" in clerk.opens(f"/ledger/plans/{plan}").text


def killed_at_the_last_row(url: str, plan: str) -> None:
    """Change one row, and die with the next one changed and not committed."""
    desk = PlanDesk(Database(url))
    desk.carry_on(plan, 1)
    done = metadata_plans._done  # noqa: SLF001 -- where the machine is cut off

    def dies(*arguments: object) -> str:
        done(*arguments)  # type: ignore[arg-type]  # its own arguments, handed on
        os.kill(os.getpid(), signal.SIGKILL)
        return ""

    metadata_plans._done = dies  # type: ignore[assignment]  # noqa: SLF001
    desk.carry_on(plan, 1)


def test_a_yes_stands_while_the_engine_is_away_and_says_from_where_it_came(
    clerk: Clerk, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        monkeypatch.setattr(office.engine, "silence", NotKnownYet())

    plan, sent = agreed(clerk, office, "エンジン不在の一括変更", away)
    assert "この画面を閉じても続きます" in clerk.text
    desk = PlanDesk(office.opened.database)
    assert plan in desk.under_way()
    while desk.carry_on(plan, 2):
        pass
    assert boxes(office, sent) == ["Z-1"] * 5
    assert plan not in desk.under_way()
    with office.opened.database.reading() as session:
        query = select(AuditEvent.facts).where(AuditEvent.subject == plan)
        assert all('"address":"127.0.0.1"' in facts.replace(" ", "") for facts in session.scalars(query))


@pytest.mark.parametrize("loses", ["role", "account"])
def test_who_may_not_any_more_changes_nothing_more(site: Flask, office: Office, loses: str) -> None:
    mail = f"leaves-{loses}@sample.example"
    hired(office, mail, Role.LEGAL)
    clerk = Clerk(site)
    clerk.comes_in(mail)
    plan, sent = agreed(clerk, office, f"権限を失う人の一括変更 {loses}")
    with office.opened.database.writing() as session:
        lost = {"role": Role.VIEWER.value} if loses == "role" else {"disabled_at": now_of(session)}
        session.execute(update(User).where(User.mail == mail).values(**lost))
    desk = PlanDesk(office.opened.database)
    while desk.carry_on(plan, 2):
        pass
    assert sorted(boxes(office, sent)) == ["", "", "", "Z-1", "Z-1"]
    assert plan not in desk.under_way()


def test_an_item_taken_out_of_use_meanwhile_is_left_alone_and_the_plan_ends(
    clerk: Clerk, office: Office
) -> None:
    kind = kind_with(office, "消える項目の契約", CustomField("shelf", "棚", "text"))
    sent = filed(office, "消える項目の契約書", type_id=kind.id)
    rows = f"ID,棚\r\n{sent.contract},三\r\n"
    clerk.opens("/ledger/import")
    clerk.sends("/ledger/import", file=(BytesIO(rows.encode("utf-8-sig")), "台帳.csv"))
    with office.opened.database.writing() as session:
        gone = spelled_preset(TypePreset())
        session.execute(update(ContractType).where(ContractType.id == kind.id).values(preset=gone))
    clerk.sends(f"{clerk.path}/application", reason="棚卸し")
    assert "この項目が使われなくなったため、反映していません" in clerk.text
    assert says(office, sent, "custom:shelf") == ""


def test_another_persons_plan_is_nobodys_to_watch(clerk: Clerk, administrator: Clerk, office: Office) -> None:
    plan, _sent = agreed(clerk, office, "他人の一括変更")
    assert administrator.client.get(f"/ledger/plans/{plan}/progress.json").status_code == 404
