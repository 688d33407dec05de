"""SQL is the record, Temporal is rebuilt: a new, empty server goes on where the old one was lost."""

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from contracts import acts
from contracts.messages import RecordRequest
from contracts.refusals import AlreadyAgreed
from contracts.state import ContractState
from contracts.transition import transition
from database.audit import AuditEvent
from database.ledger import Ledger
from database.rebuilding import record_of
from tests import databases
from tests.chains import first_broken_link
from tests.engine import client_of
from tests.lifecycle.office import LONG_AGO, Office
from tests.lifecycle.stage_hands import Case, workers
from workflows.door import Door
from workflows.reconciliation import reconcile


async def test_an_open_contract_goes_on_after_its_engine_was_lost(office: Office) -> None:
    draft = office.draft([1, 2])
    first, second = draft.parties
    async with client_of(office) as client, workers(client, office):
        one = Case(office, draft, Door(client))
        await one.submit()
        await one.invited(first)
        await one.accept_terms(first)
        act = one.agreement(first)
        await one.ask(act)
        await one.invited(second)
    ledger = Ledger(office.opened.database)
    async with client_of(office) as client, workers(client, office):
        found = await reconcile(client, ledger.positions(), ledger.restart_lost)
        assert found.restarted == [draft.contract]
        again = await reconcile(client, ledger.positions(), ledger.restart_lost)
        assert again.restarted == []
        one = Case(office, draft, Door(client))
        repeated = await one.ask(act)
        assert repeated.sequence == one.row().sequence
        with pytest.raises(AlreadyAgreed):
            await one.ask(one.agreement(first))
        await one.agree(second)
        await one.stage("concluded")
        await one.until(lambda: not one.open_effects())


async def test_effects_that_were_not_done_are_done_by_the_rebuilt_engine(office: Office) -> None:
    """Nobody was there to sign: the round's preparation is still owed when the engine is lost."""
    draft = office.draft([1])
    async with client_of(office) as client:
        handle = Door(client)
        async with workers(client, office, signing=False):
            await handle.submit(draft.contract, 1, draft.submit)
            assert Case(office, draft, handle).open_effects() == ["prepare_round"]
    ledger = Ledger(office.opened.database)
    async with client_of(office) as client, workers(client, office):
        await reconcile(client, ledger.positions(), ledger.restart_lost)
        one = Case(office, draft, Door(client))
        await one.agree(draft.parties[0])
        await one.stage("concluded")


def request_for(office: Office, epoch: int = 1) -> RecordRequest:
    draft = office.draft([1])
    step = transition(ContractState(draft.contract), draft.submit, LONG_AGO)
    return RecordRequest(
        contract=draft.contract,
        epoch=epoch,
        events=list(step.events),
        effects=[],
        finished=[],
        stage=step.state.stage.value,
        round=1,
        sent_digest="",
        due="",
        parties=[],
    )


def test_the_same_transition_twice_is_recorded_once(office: Office) -> None:
    ledger, request = Ledger(office.opened.database), request_for(office)
    assert (ledger.record(request), ledger.record(request)) == ("", "")
    with office.opened.database.reading() as session:
        assert len(record_of(session, office.contract(request.contract))) == 1


def test_a_workflow_of_an_older_epoch_writes_nothing(office: Office) -> None:
    ledger, request = Ledger(office.opened.database), request_for(office)
    ledger.record(request)
    ledger.restart([request.contract])
    assert ledger.record(request) == "EpochSuperseded"


def test_another_event_in_the_same_place_freezes_the_contract(office: Office) -> None:
    ledger, request = Ledger(office.opened.database), request_for(office)
    ledger.record(request)
    other = replace(request.events[0], digest="f" * 64)
    assert ledger.record(replace(request, events=[other])) == "RecordDiffers"
    assert office.contract(request.contract).frozen_at is not None
    assert ledger.positions() == {}


@pytest.mark.parametrize("table", ["contract_event", "audit_event"])
@pytest.mark.parametrize("change", ["UPDATE {} SET facts = 'x'", "DELETE FROM {}"])
def test_the_record_and_the_audit_log_refuse_change(office: Office, table: str, change: str) -> None:
    Ledger(office.opened.database).record(request_for(office))
    with (
        pytest.raises(DatabaseError, match="append-only"),
        office.opened.database.writing() as session,
    ):
        session.execute(text(change.format(table)))


@pytest.mark.shows("T73")
def test_the_audit_chain_names_the_first_row_that_was_changed(office: Office) -> None:
    ledger = Ledger(office.opened.database)
    for _ in range(3):
        ledger.record(request_for(office))
    with office.opened.database.writing() as session:
        assert first_broken_link(session, office.organization.id) is None
        databases.unguard(session, "audit_event")
        session.query(AuditEvent).filter_by(sequence=2).update({"actor": "somebody else"})
        assert first_broken_link(session, office.organization.id) == 2


def test_an_act_decided_elsewhere_is_not_a_repeat(office: Office) -> None:
    """A key is remembered with its verb and its actor: nobody can spend the engine's keys."""
    draft = office.draft([1])
    step = transition(ContractState(draft.contract), draft.submit, LONG_AGO)
    withdrawal = acts.Withdraw(draft.submit.key, office.origin(), "取りやめ")
    assert transition(step.state, withdrawal, LONG_AGO).events
