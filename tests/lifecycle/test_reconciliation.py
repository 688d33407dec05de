"""Comparing engine and record holds nobody up, and gives up on no contract."""

import asyncio
from collections.abc import Mapping

import pytest
from temporalio.client import Client

from contracts.messages import LifecycleStart, Position
from database.ledger import Ledger
from tests.engine import client_of
from tests.lifecycle.concluding import concluded_on_record
from tests.lifecycle.office import Office
from tests.lifecycle.stage_hands import workers
from tests.lifecycle.test_term import A_DAY, today
from workflows import reconciliation
from workflows.connection import IMPATIENT
from workflows.reconciliation import reconcile
from workflows.term import term_id
from workflows.term_news import tell_terms


async def test_an_engine_that_does_not_answer_is_to_be_asked_again_and_no_epoch_is_raised(
    office: Office,
) -> None:
    draft, ledger = concluded_on_record(office), Ledger(office.opened.database)
    before = ledger.positions()
    async with client_of(office) as connected:
        address = connected.service_client.config.target_host
        client = await Client.connect(address, retry_config=IMPATIENT)
    found = await reconcile(client, before, ledger.restart_lost)
    assert (found.unanswered, found.restarted) == ([draft.contract], [])
    assert ledger.positions() == before


async def test_many_lost_contracts_are_read_back_some_at_a_time(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts, ledger = [concluded_on_record(office) for _ in range(3)], Ledger(office.opened.database)
    together: list[int] = []

    def restart(lost: Mapping[str, Position]) -> list[LifecycleStart]:
        together.append(len(lost))
        return ledger.restart_lost(lost)

    monkeypatch.setattr(reconciliation, "AT_ONCE", 2)
    async with client_of(office) as client:
        found = await reconcile(client, ledger.positions(), restart)
    assert together == [2, 1]
    assert set(found.restarted) == {draft.contract for draft in drafts}


async def test_those_who_look_at_the_same_moment_begin_each_term_once(office: Office) -> None:
    """At a start the comparison, the sweep and the news of terms see the same contracts: no workflow yet."""
    in_a_year = today(office) + 365 * A_DAY
    drafts = {concluded_on_record(office, None, in_a_year).contract for _ in range(3)}
    ledger, turn = Ledger(office.opened.database), asyncio.Lock()
    async with client_of(office) as client, workers(client, office, signing=False):
        seen = ledger.positions()
        first, _, second = await asyncio.gather(
            reconcile(client, seen, ledger.restart_lost, turn),
            tell_terms(client, ledger, turn),
            reconcile(client, seen, ledger.restart_lost, turn),
        )
    assert (set(first.restarted), second.restarted, second.unanswered) == (drafts, [], [])
    raised = {position.epoch - seen[contract].epoch for contract, position in ledger.positions().items()}
    assert raised == {1}


async def test_what_another_worker_has_begun_since_is_left_alone_also_when_it_is_over_already(
    office: Office,
) -> None:
    """No turn is shared between processes; a term without an end is over as soon as it was opened."""
    drafts = [concluded_on_record(office) for _ in range(3)]
    ledger = Ledger(office.opened.database)
    async with client_of(office) as client, workers(client, office, signing=False):
        seen = ledger.positions()
        both = await asyncio.gather(*(reconcile(client, seen, ledger.restart_lost) for _ in range(2)))
        assert sorted(one for each in both for one in each.restarted) == sorted(seen)
        for draft in drafts:
            await client.get_workflow_handle(term_id(draft.contract)).result()
        late = await reconcile(client, seen, ledger.restart_lost)
    assert (late.restarted, late.unanswered, ledger.positions()) == ([], [], {})
