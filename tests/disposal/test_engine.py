"""The engine lets what was approved go, ends what it keeps of it, and has the certificate signed."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select
from temporalio.client import WorkflowExecutionStatus
from temporalio.worker import Worker

from activities.disposal_certifying import DisposalCertifying
from adapters.certificates.disposal import render_disposal
from contracts.disposal import Why
from contracts.signing import FileIdentity
from contracts.verdict import Colour, IssuedKind
from database.disposal import Disposal, DisposalItem
from database.disposal_certificates import DisposalCertificateDesk
from database.disposal_desk import DisposalDesk
from database.legal_hold import HeldContract, LegalHold
from tests.counterparty.office import Office, Sent
from tests.disposal.shelf import Pair, approved, carried_out, over, stone
from tests.engine import client_of
from workflows.disposal_sweeping import go_on_disposing
from workflows.disposing import Disposing, disposing_id
from workflows.door import Door
from workflows.term import term_id
from workflows.timing import CONTRACT_QUEUE, SIGNING_QUEUE
from workflows.verifying import anchors_of, examined_by
from workflows.wiring import disposal_activities, sealer_of


def held(office: Office, sent: Sent, user: int) -> None:
    with office.opened.database.writing() as session:
        at = office.hours_from_now(0)
        hold = LegalHold(
            organization_id=office.organization.id,
            public_id="h" * 36,
            name="訴訟",
            reason="",
            by_id=user,
            at=at,
        )
        session.add(hold)
        session.flush()
        row = HeldContract(hold_id=hold.id, contract_id=office.contract(sent).id, at=at)
        row.organization_id = office.organization.id
        session.add(row)


@pytest.mark.shows("LW-27", "LW-26")
def test_a_hold_placed_after_the_approval_wins(office: Office, persons: Pair) -> None:
    sent, other = over(office), over(office)
    key = approved(office, persons, sent, other)
    held(office, sent, persons.first.id)
    carried_out(office, key)
    assert office.newest_bytes(sent)
    assert stone(office, sent) is None
    assert stone(office, other) is not None
    with office.opened.database.reading() as session:
        why = select(DisposalItem.why).where(DisposalItem.contract == sent.contract)
        assert session.scalars(why).one() == Why.HELD


@pytest.mark.shows("LW-27")
async def test_the_engine_carries_it_out_and_a_signed_certificate_says_so(
    office: Office, persons: Pair
) -> None:
    sent, sealer = over(office), sealer_of(office.opened)
    key = approved(office, persons, sent)
    desk = DisposalCertificateDesk(office.opened.database, office.opened.settings.base_url)
    certify = DisposalCertifying(desk, office.opened.files, sealer, render_disposal).certify_disposal
    async with client_of(office) as client:
        term = await client.start_workflow(
            "ContractTerm", id=term_id(sent.contract), task_queue="nobody-works-here"
        )
        steps = disposal_activities(office.opened, Door(client).end_work)
        with ThreadPoolExecutor(2) as pool:
            async with (
                Worker(
                    client,
                    task_queue=CONTRACT_QUEUE,
                    workflows=[Disposing],
                    activities=steps,
                    activity_executor=pool,
                ),
                Worker(client, task_queue=SIGNING_QUEUE, activities=[certify], activity_executor=pool),
            ):
                await go_on_disposing(Door(client), DisposalDesk(office.opened.database).running)
                await client.get_workflow_handle(disposing_id(key)).result()
        assert (await term.describe()).status is WorkflowExecutionStatus.TERMINATED
    assert stone(office, sent) is not None
    assert DisposalDesk(office.opened.database).running() == []
    signed = certificate(office, key)
    found = examined_by(signed, office.opened.database, anchors_of(office.opened.settings))
    assert found.verdict.colour is Colour.GENUINE
    assert found.verdict.is_ is IssuedKind.DISPOSAL


def certificate(office: Office, key: str) -> bytes:
    with office.opened.database.reading() as session:
        row = session.scalars(select(Disposal).where(Disposal.public_id == key)).one()
        assert row.ended_at is not None
        assert row.certificate is not None
        file = row.certificate
        return office.opened.files.read(
            FileIdentity(office.organization.public_id, file.public_id, file.purpose, file.digest)
        )
