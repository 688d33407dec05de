"""The rows of a file sent: each once, whatever dies in between; paused, resumed, cancelled (MK-51)."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from activities.bulk_sending import BulkSendingSteps
from adapters.keys import KeyPurpose
from adapters.passwords import access_code_matches, hash_access_code
from adapters.secrets import CodeSafe
from contracts.acts import Submit
from contracts.messages import Acknowledgement, BulkStart, BulkStep
from contracts.refusals import NotarialDeedNeeded
from database.audit import AuditEvent
from database.contract import Contract
from database.document_template import DocumentTemplate
from database.drafting.submitting import LONGEST_ON_ITS_WAY
from database.people import User
from tests.bulk.filling import a_file, a_row, csv_of, rows_kept, run_kept, starts, takes
from tests.counterparty.office import Office
from tests.desk.conftest import LEGAL
from tests.desk.site import Clerk
from workflows.wiring import bulk_desk

Submitting = Callable[[str, int, Submit], Awaitable[Acknowledgement]]


class Killed(Exception):
    """The worker's process is gone in the middle of an activity."""


def worker(office: Office, submit: Submitting | None = None) -> BulkSendingSteps:
    async def door(contract: str, epoch: int, act: Submit) -> Acknowledgement:
        return office.engine.submit(contract, epoch, act)

    safe = CodeSafe(office.opened.keys.derived(KeyPurpose.BULK_CODES))
    return BulkSendingSteps(bulk_desk(office.opened), submit or door, safe, hash_access_code)


def works(office: Office, submit: Submitting | None = None, times: int = 99) -> BulkStep:
    """Do one row after the other until nothing is left to do; a browser's test has a loop of its own."""
    start, steps = BulkStart(run_kept(office).public_id), worker(office, submit)
    step = BulkStep(goes_on=True, finished=False)
    with ThreadPoolExecutor(1) as thread:
        for _ in range(times):
            step = thread.submit(asyncio.run, steps.send_next_row(start)).result()
            if not step.goes_on:
                break
    return step


def contracts_sent(office: Office) -> list[Contract]:
    with office.opened.database.reading() as session:
        found = session.scalars(select(Contract).where(Contract.sequence > 0).order_by(Contract.id)).all()
        _ = [len(one.parties) for one in found]
    return list(found)


@pytest.mark.shows("MK-51")
def test_n_good_rows_become_n_requests_and_a_bad_one_none(
    clerk: Clerk, office: Office, held: DocumentTemplate
) -> None:
    run = takes(
        clerk,
        held,
        a_file(a_row("甲", アクセスコード="0012"), a_row("乙", 氏名=""), a_row("丙", 金額="5000円")),
    )
    starts(clerk, run)
    assert office.engine.bulk == [run_kept(office).public_id]
    assert works(office) == BulkStep(goes_on=False, finished=True)
    first, second = contracts_sent(office)
    assert (first.title, second.title) == ("株式会社甲 秘密保持契約書", "株式会社丙 秘密保持契約書")
    assert (second.amount, second.amount_state) == (5000, "stated")
    assert access_code_matches(first.parties[0].access_code_hash, "0012")
    assert second.parties[0].access_code_hash == ""
    assert [row.outcome for row in rows_kept(office)] == ["sent", "bad", "sent"]
    assert [row.sealed for row in rows_kept(office)] == [None, None, None]
    clerk.opens(run)
    assert "2／2件まで終わりました" in clerk.text
    assert f'href="/contracts/{first.public_id}"' in clerk.text
    [heading, *results] = csv_of(clerk, f"{run}/results.csv")
    assert [line[1] for line in results] == ["送信済み", "エラー", "送信済み"]
    assert results[0][heading.index("契約のURL")].endswith(first.public_id)


@pytest.mark.shows("MK-51")
@pytest.mark.parametrize("taken", [True, False])
def test_a_worker_killed_in_the_middle_of_a_row_sends_no_row_twice(
    clerk: Clerk, office: Office, held: DocumentTemplate, *, taken: bool
) -> None:
    """The kill comes after the engine took the act, and before it was asked at all."""

    async def dies(contract: str, epoch: int, act: Submit) -> Acknowledgement:
        if taken:
            office.engine.submit(contract, epoch, act)
        raise Killed

    starts(clerk, takes(clerk, held, a_file(a_row("甲"), a_row("乙"), a_row("丙"))))
    for _ in range(3):
        with pytest.raises(Killed):
            works(office, dies)
        works(office, times=1)
    assert works(office).finished
    assert works(office).finished
    sent = contracts_sent(office)
    assert [one.title[:5] for one in sent] == ["株式会社甲", "株式会社乙", "株式会社丙"]
    assert len({one.public_id for one in sent}) == 3
    assert len({act.key for act in office.engine.acts(Submit)}) == 3


def test_a_refusal_of_the_owners_own_press_opens_no_draft_that_the_run_is_sending(
    clerk: Clerk, office: Office, held: DocumentTemplate
) -> None:
    async def dies(_contract: str, _epoch: int, _act: Submit) -> Acknowledgement:
        raise Killed

    starts(clerk, takes(clerk, held, a_file(a_row("甲"))))
    with pytest.raises(Killed):
        works(office, dies)
    with office.opened.database.writing() as session:
        row = session.scalars(select(Contract).where(Contract.submitted_at.is_not(None))).one()
        assert row.submitted_at is not None
        row.submitted_at -= LONGEST_ON_ITS_WAY
    page, office.engine.silence = f"/drafts/{row.public_id}", NotarialDeedNeeded()
    clerk.opens(f"{page}/confirmation")
    assert clerk.sends(f"{page}/sending").status_code == 409
    clerk.opens(page)
    assert clerk.path == f"{page}/confirmation"


def test_two_workers_at_once_send_each_row_once(clerk: Clerk, office: Office, held: DocumentTemplate) -> None:
    starts(clerk, takes(clerk, held, a_file(*(a_row(name) for name in "甲乙丙"))))
    start, steps = BulkStart(run_kept(office).public_id), worker(office)

    async def both() -> None:
        for _ in range(5):
            await asyncio.gather(steps.send_next_row(start), steps.send_next_row(start))

    asyncio.run(both())
    assert [row.outcome for row in rows_kept(office)] == ["sent"] * 3
    assert len(contracts_sent(office)) == 3


def test_a_pause_keeps_the_rest_a_resumption_sends_it_and_a_cancellation_leaves_what_was_sent(
    clerk: Clerk, office: Office, held: DocumentTemplate
) -> None:
    run = takes(clerk, held, a_file(*(a_row(name) for name in "甲乙丙丁")))
    starts(clerk, run)
    works(office, times=1)
    clerk.opens(f"{run}/pause")
    assert "残りの3件を送らずに待ちます" in clerk.text
    clerk.sends(f"{run}/pause")
    assert works(office) == BulkStep(goes_on=False, finished=False)
    assert len(contracts_sent(office)) == 1
    clerk.opens(f"{run}/resumption")
    clerk.sends(f"{run}/resumption")
    assert len(office.engine.bulk) == 2
    works(office, times=1)
    clerk.opens(f"{run}/cancellation")
    clerk.sends(f"{run}/cancellation")
    assert works(office) == BulkStep(goes_on=False, finished=False)
    assert [row.outcome for row in rows_kept(office)] == ["sent", "sent", "", ""]
    assert len(contracts_sent(office)) == 2
    assert clerk.client.get(f"{run}/resumption").status_code == 404


def test_what_the_rules_refuse_is_told_of_its_row_and_leaves_no_draft(
    clerk: Clerk, office: Office, held: DocumentTemplate
) -> None:
    async def refuses(contract: str, epoch: int, act: Submit) -> Acknowledgement:
        if len(contracts_sent(office)) == 1:
            raise NotarialDeedNeeded
        return office.engine.submit(contract, epoch, act)

    run = takes(clerk, held, a_file(a_row("甲"), a_row("乙")))
    starts(clerk, run)
    works(office, refuses)
    assert [row.outcome for row in rows_kept(office)] == ["sent", "refused"]
    assert rows_kept(office)[1].contract_id is None
    clerk.opens(run)
    assert "公正証書が必要" in clerk.text
    with office.opened.database.reading() as session:
        drafts = session.scalars(select(Contract).where(Contract.sequence == 0)).all()
    assert [one.title for one in drafts] == ["秘密保持契約書"]


def test_who_lost_the_right_to_send_sends_nothing_more(
    clerk: Clerk, office: Office, held: DocumentTemplate
) -> None:
    starts(clerk, takes(clerk, held, a_file(a_row("甲"))))
    with office.opened.database.writing() as session:
        session.scalars(select(User).where(User.mail == LEGAL)).one().role = "viewer"
    works(office)
    assert contracts_sent(office) == []
    assert json.loads(rows_kept(office)[0].faults) == [[0, "", "owner_may_not_send"]]


@pytest.mark.shows("MK-84")
def test_a_type_that_asks_for_approval_goes_to_the_approval_row_by_row(
    clerk: Clerk, office: Office, held: DocumentTemplate
) -> None:
    with office.opened.database.writing() as session:
        kind = session.merge(held).type
        assert kind is not None
        kind.needs_approval = True
    starts(clerk, takes(clerk, held, a_file(a_row("甲"), a_row("乙"))))
    works(office)
    assert [one.stage for one in contracts_sent(office)] == ["awaiting_approval"] * 2


def test_the_file_brought_twice_is_kept_once_and_a_discarded_one_is_forgotten(
    clerk: Clerk, office: Office, held: DocumentTemplate
) -> None:
    run = takes(clerk, held, a_file(a_row("甲")))
    clerk.opens(f"{run}/discarding")
    clerk.sends(f"{run}/discarding")
    assert clerk.path == "/bulk-sendings"
    assert rows_kept(office) == []
    with office.opened.database.reading() as session:
        told = [one.code for one in session.scalars(select(AuditEvent)) if one.code.startswith("bulk_")]
    assert told == ["bulk_prepared", "bulk_discarded"]
