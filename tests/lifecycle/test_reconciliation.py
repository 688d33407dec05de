"""Comparing engine and record holds nobody up, and gives up on no contract."""

import asyncio
from collections.abc import Sequence

import pytest
from temporalio.client import Client

from contracts.messages import LifecycleStart
from database.ledger import Ledger
from tests.engine import client_of
from tests.lifecycle.concluding import concluded_on_record
from tests.lifecycle.office import Office
from tests.lifecycle.stage_hands import workers
from tests.lifecycle.test_term import A_DAY, today
from workflows import reconciliation
from workflows.connection import IMPATIENT
from workflows.reconciliation import reconcile
from workflows.term_news import tell_terms


async def test_an_engine_that_does_not_answer_is_to_be_asked_again_and_no_epoch_is_raised(
    office: Office,
) -> None:
    draft, ledger = concluded_on_record(office), Ledger(office.opened.database)
    before = ledger.positions()
    async with client_of(office) as connected:
        address = connected.service_client.config.target_host
        client = await Client.connect(address, retry_config=IMPATIENT)
    found = await reconcile(client, before, ledger.restart)
    assert (found.unanswered, found.restarted) == ([draft.contract], [])
    assert ledger.positions() == before


async def test_many_lost_contracts_are_read_back_some_at_a_time(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts, ledger = [concluded_on_record(office) for _ in range(3)], Ledger(office.opened.database)
    together: list[int] = []

    def restart(contracts: Sequence[str]) -> list[LifecycleStart]:
        together.append(len(contracts))
        return ledger.restart(contracts)

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
            reconcile(client, seen, ledger.restart, turn),
            tell_terms(client, ledger, turn),
            reconcile(client, seen, ledger.restart, turn),
        )
    assert (set(first.restarted), second.restarted, second.unanswered) == (drafts, [], [])
    raised = {position.epoch - seen[contract].epoch for contract, position in ledger.positions().items()}
    assert raised == {1}
