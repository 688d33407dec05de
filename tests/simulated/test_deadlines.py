"""Deadlines pass in simulated days."""

from datetime import timedelta

import pytest
from temporalio.testing import WorkflowEnvironment

from contracts import acts
from contracts.acts import Origin
from contracts.refusals import Refused
from tests.lifecycle.office import Office
from tests.lifecycle.stage_hands import Case, new_key, workers
from workflows.door import Door


@pytest.mark.shows("T67", "CF-01")
async def test_a_request_nobody_answers_lapses_after_its_days_and_takes_no_agreement(
    office: Office, time: WorkflowEnvironment
) -> None:
    async with workers(time.client, office):
        one = Case(office, office.draft([1], link_days=30), Door(time.client))
        await one.submit()
        party = one.draft.parties[0]
        await one.invited(party)
        await time.sleep(timedelta(days=29))
        assert one.row().stage == "awaiting_other"
        await time.sleep(timedelta(days=1, minutes=1))
        await one.stage("expired")
        await one.until(lambda: not one.open_effects())
        with pytest.raises(Refused):
            await one.accept_terms(party)


@pytest.mark.shows("MK-49")
async def test_the_days_count_from_the_request_reaching_the_signer_not_from_submission(
    office: Office, time: WorkflowEnvironment
) -> None:
    async with workers(time.client, office):
        one = Case(office, office.draft([1], kind="approved", link_days=10), Door(time.client))
        await one.submit()
        await time.sleep(timedelta(days=20))
        await one.ask(acts.Approve(new_key(), Origin(office.approver.public_id)))
        await one.invited(one.draft.parties[0])
        await time.sleep(timedelta(days=9))
        assert one.row().stage == "awaiting_other"
        await time.sleep(timedelta(days=2))
        await one.stage("expired")


async def test_no_time_runs_while_the_sender_revises(office: Office, time: WorkflowEnvironment) -> None:
    async with workers(time.client, office):
        one = Case(office, office.draft([1], link_days=10), Door(time.client))
        await one.submit()
        party = one.draft.parties[0]
        await one.invited(party)
        await one.accept_terms(party)
        await one.ask(acts.SendBack(new_key(), Origin(party.id), party.id, 1, "ご確認ください"))
        await time.sleep(timedelta(days=40))
        assert one.row().stage == "sent_back"
        await one.ask(acts.Resume(new_key(), office.origin(), "このままでお願いします"))
        await one.ask(one.agreement(party))
        await one.stage("concluded")
