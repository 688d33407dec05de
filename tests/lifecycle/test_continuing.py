"""A long life is handed from run to run: nothing decided, owed or remembered is lost on the way."""

from collections.abc import AsyncIterator

import pytest
from temporalio.client import Client

from contracts.refusals import AlreadyAgreed
from database.rebuilding import record_of
from tests.engine import client_of
from tests.lifecycle.office import Office
from tests.lifecycle.stage_hands import Case, workers
from workflows.door import Door, workflow_id

FEW_EVENTS = 40


@pytest.fixture
async def hasty(office: Office) -> AsyncIterator[Client]:
    """A client of a real server that tells every run to continue as new after a few events."""
    setting = f"limit.historyCount.suggestContinueAsNew={FEW_EVENTS}"
    async with client_of(office, "--dynamic-config-value", setting) as client:
        yield client


async def runs_of(client: Client, contract: str) -> int:
    """Return how many runs the contract's workflow has had, its last one back to its first."""
    handle, runs = client.get_workflow_handle(workflow_id(contract)), 0
    run: str | None = (await handle.describe()).run_id
    while run:
        first = await anext(client.get_workflow_handle(handle.id, run_id=run).fetch_history_events())
        run, runs = first.workflow_execution_started_event_attributes.continued_execution_run_id, runs + 1
    return runs


@pytest.mark.shows("IM-49", "T66")
async def test_a_contract_goes_on_through_many_runs_and_a_repeated_agreement_stays_one(
    office: Office, hasty: Client
) -> None:
    async with workers(hasty, office):
        one = Case(office, office.draft([1, 2]), Door(hasty))
        await one.submit()
        first, second = one.draft.parties
        await one.invited(first)
        await one.accept_terms(first)
        agreement = one.agreement(first)
        await one.ask(agreement)
        await one.invited(second)
        before = await runs_of(hasty, one.draft.contract)
        for _ in range(FEW_EVENTS // 3):
            await one.accept_terms(second)
        assert await runs_of(hasty, one.draft.contract) > before
        repeated = await one.ask(agreement)
        assert repeated.sequence == one.row().sequence
        with pytest.raises(AlreadyAgreed):
            await one.ask(one.agreement(first))
        await one.agree(second)
        await one.stage("concluded")
        await one.until(lambda: not one.open_effects())
    with office.opened.database.reading() as session:
        kinds = [event.kind for event in record_of(session, one.row())]
    assert kinds.count("agreement_recorded") == kinds.count("agreement_sealed") == 2
    assert kinds.count("contract_concluded") == kinds.count("certificates_issued") == 1
