"""A lock counted while the engine was away reaches it, and its sender, when the worker starts."""

import pytest
from sqlalchemy import update
from temporalio.client import Client

from contracts.acts import Origin
from contracts.locking import MOST_CODE_TRIES, lock_of
from database.ledger import Ledger
from database.party import Party
from database.record import ContractEvent
from tests.lifecycle.office import Office
from tests.lifecycle.stage_hands import Case, workers
from workflows.door import Door
from workflows.locks import tell_locks


@pytest.mark.shows("T15")
async def test_a_lock_is_told_once_and_the_sender_is_written_to(office: Office, client: Client) -> None:
    draft = office.draft([1])
    plan, ledger, door = draft.parties[0], Ledger(office.opened.database), Door(client)
    async with workers(client, office):
        case = Case(office, draft, door)
        await case.submit()
        await case.invited(plan)
        with office.opened.database.writing() as session:
            spent = update(Party).where(Party.public_id == plan.id).values(code_tries=MOST_CODE_TRIES)
            session.execute(spent)
        untold = ledger.untold_locks()
        assert await tell_locks(door, untold) == 1
        assert case.progress(plan) == "locked"
        assert ledger.untold_locks() == []
        assert await tell_locks(door, untold) == 1
        await case.until(lambda: not case.open_effects())
    with office.opened.database.reading() as session:
        assert session.query(ContractEvent).filter_by(kind="party_locked").count() == 1
    mails = [path.read_bytes() for path in office.opened.settings.outbox.glob("*.eml")]
    assert any(b"sender@example.co.jp" in mail for mail in mails)


async def test_a_contract_nobody_answers_for_does_not_keep_the_worker_from_starting(
    office: Office, client: Client
) -> None:
    draft = office.draft([1])
    lock = lock_of(Origin(draft.parties[0].id), draft.parties[0].id, 1)
    assert await tell_locks(Door(client), [(draft.contract, lock)]) == 0
