"""The term of a concluded contract on the real server, moved into its future by the server itself."""

from datetime import date, timedelta

import pytest
from temporalio.client import Client

from contracts.life import civil_day
from contracts.roles import Role
from database.engine import now_of
from database.ledger import Ledger
from database.rebuilding import record_of
from tests.counterparty.office import Office as PagesOffice
from tests.desk.site import Clerk, create_desk, hired
from tests.lifecycle.concluding import concluded_on_record
from tests.lifecycle.fast_forward import a_skipping_server, fast_forward
from tests.lifecycle.office import Draft, Office
from tests.lifecycle.stage_hands import Case, workers
from tests.lifecycle.test_one_contract import subjects
from workflows.door import Door, workflow_id
from workflows.reconciliation import Reconciled, reconcile
from workflows.term import term_id

A_DAY = timedelta(days=1)
READER = "viewer@sample.example"


def today(office: Office) -> date:
    with office.opened.database.reading() as session:
        return civil_day(now_of(session))


async def reconciled(office: Office, client: Client) -> Reconciled:
    ledger = Ledger(office.opened.database)
    return await reconcile(client, ledger.positions(), ledger.restart_lost)


async def kept(office: Office, client: Client, draft: Draft) -> Case:
    """Have the engine keep a contract that is concluded on record, until its term is open."""
    await reconciled(office, client)
    one = Case(office, draft, Door(client))
    await one.until(lambda: one.row().life != "unknown")
    return one


def kinds_of(office: Office, one: Case) -> list[str]:
    with office.opened.database.reading() as session:
        return [event.kind for event in record_of(session, one.row())]


def reader_of(office: Office) -> Clerk:
    pages = PagesOffice(office.opened, office.organization, office.owner)
    hired(pages, READER, Role.COMPLIANCE)
    reader = Clerk(create_desk(pages))
    reader.signs_in(READER)
    return reader


@pytest.mark.shows("MK-12", "MK-14", "MK-18")
async def test_a_contract_that_its_lifecycle_left_is_moved_to_its_end_and_no_other_is_touched(
    office: Office,
) -> None:
    end = today(office) + 400 * A_DAY
    draft = concluded_on_record(office, today(office), end, owes=True)
    other_draft = concluded_on_record(office, None, end)
    async with a_skipping_server(office) as client, workers(client, office, signing=False):
        one, other = await kept(office, client, draft), await kept(office, client, other_draft)
        await client.get_workflow_handle(workflow_id(draft.contract)).result()
        assert sum("締結完了" in subject for subject in subjects(office)) == 2
        reader = reader_of(office)
        await fast_forward(client, term_id(draft.contract), 311 * A_DAY)
        await one.until(lambda: one.row().expiry_alerted_at is not None and not one.open_effects())
        reader.opens(f"/contracts/{draft.contract}")
        assert f"契約終了日まであと400日です（{end.year}年{end.month}月{end.day}日）" in reader.text
        assert "契約期間中" in reader.text
        await fast_forward(client, term_id(draft.contract), 91 * A_DAY)
        await one.until(lambda: one.row().life == "ended")
    assert kinds_of(office, one)[-5:] == [
        "term_opened",
        "term_began",
        "expiry_approached",
        "expiry_approached",
        "term_ended",
    ]
    assert sum("契約終了日が近づいています（あと90日）" in subject for subject in subjects(office)) == 2
    reader.opens(f"/contracts/{draft.contract}")
    assert "契約終了日まで" not in reader.text
    assert "に終了しました" in reader.text
    assert (other.row().life, other.row().expiry_alerted_at) == ("in_force", None)


async def test_a_term_whose_engine_was_lost_is_alerted_of_and_ends_all_the_same(office: Office) -> None:
    draft = concluded_on_record(office, None, today(office) + 40 * A_DAY)
    async with a_skipping_server(office) as client, workers(client, office, signing=False):
        await (await kept(office, client, draft)).until(lambda: len(subjects(office)) == 2)
    async with a_skipping_server(office) as client, workers(client, office, signing=False):
        assert (await reconciled(office, client)).restarted == [draft.contract]
        assert (await reconciled(office, client)).restarted == []
        one = Case(office, draft, Door(client))
        await fast_forward(client, term_id(draft.contract), 41 * A_DAY)
        await one.until(lambda: one.row().life == "ended" and not one.open_effects())
        assert (await reconciled(office, client)).compared == 0
    kinds = kinds_of(office, one)
    assert kinds[-4:] == ["term_opened", "expiry_approached", "expiry_approached", "term_ended"]
    assert kinds.count("term_opened") == 1


async def test_only_terms_that_a_day_can_change_are_kept_by_the_engine(office: Office) -> None:
    endless = concluded_on_record(office)
    ended = concluded_on_record(office, None, today(office) - A_DAY)
    running = concluded_on_record(office, None, today(office) + 500 * A_DAY)
    async with a_skipping_server(office) as client, workers(client, office, signing=False):
        assert set((await reconciled(office, client)).restarted) == {
            draft.contract for draft in (endless, ended, running)
        }
        for draft, life in ((endless, "in_force"), (ended, "ended"), (running, "in_force")):
            one = Case(office, draft, Door(client))
            await one.until(lambda one=one, life=life: one.row().life == life)  # type: ignore[misc]  # bound now
        assert set(Ledger(office.opened.database).positions()) == {running.contract}
    assert subjects(office) == []


async def test_a_term_of_an_older_day_neither_writes_nor_stays(office: Office) -> None:
    """Restoring the record raises the epoch: what slept under the older one must not speak for it."""
    draft = concluded_on_record(office, None, today(office) + 500 * A_DAY)
    async with a_skipping_server(office) as client, workers(client, office, signing=False):
        one = await kept(office, client, draft)
        first = (await client.get_workflow_handle(term_id(draft.contract)).describe()).run_id
        Ledger(office.opened.database).restart([draft.contract])
        assert (await reconciled(office, client)).restarted == [draft.contract]
        description = await client.get_workflow_handle(term_id(draft.contract)).describe()
        assert description.run_id != first
        await fast_forward(client, term_id(draft.contract), 501 * A_DAY)
        await one.until(lambda: one.row().life == "ended")
    assert kinds_of(office, one).count("term_ended") == 1
