"""The keeper of timestamps waits for a TSA that is down, and never does too much at once."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from temporalio.testing import WorkflowEnvironment

from database.archival import Preservation
from tests.lifecycle.office import Office
from tests.preservation.generations import Aging, aging
from tests.preservation.keeping import kept_contract
from tests.preservation.working import keeping, preservation, renewed, told, watched
from workflows.preservation import start_preservation

ATTEMPTS, EVERY_TEN_MINUTES = 3, 7
MORE_THAN_AN_HOUR = 7
"""Of contracts, if each that fails made the keeper rest for ten minutes."""


def kept(office: Office, folder: Path, begins: datetime, count: int) -> tuple[Aging, list[str]]:
    old = aging(folder, begins, count=1)
    return old, [kept_contract(office, old).contract for _ in range(count)]


def all_due(office: Office, at: datetime) -> None:
    with office.opened.database.writing() as session:
        session.execute(update(Preservation).values(renew_at=at))


@pytest.mark.shows("LW-11", "LW-13")
async def test_while_no_tsa_answers_it_asks_for_one_contract_at_a_time_and_then_goes_on(
    office: Office, time: WorkflowEnvironment, tmp_path: Path
) -> None:
    begins = await time.get_current_time()
    old, contracts = await asyncio.to_thread(kept, office, tmp_path / "authority", begins, 4)
    steps = watched(office, old)
    await asyncio.to_thread(steps.look, begins.isoformat())
    all_due(office, begins)
    old.tsas.answers = False
    async with keeping(time.client, steps):
        await start_preservation(time.client)
        await time.sleep(timedelta(hours=1))
        assert [renewed(office, one) for one in contracts] == [[], [], [], []]
        assert 0 < len(steps.orders) <= ATTEMPTS * EVERY_TEN_MINUTES
        assert told(office, "renewal_failed")
        old.tsas.answers = True
        await time.sleep(timedelta(hours=2))
    assert [len(renewed(office, one)) for one in contracts] == [3, 3, 3, 3]
    assert {row.failure for one in contracts if (row := preservation(office, one))} == {""}
    assert steps.most_at_once == 1


@pytest.mark.shows("LW-13")
async def test_contracts_that_cannot_be_renewed_hold_up_none_behind_them(
    office: Office, time: WorkflowEnvironment, tmp_path: Path
) -> None:
    begins = await time.get_current_time()
    _, failing = await asyncio.to_thread(kept, office, tmp_path / "authority", begins, MORE_THAN_AN_HOUR)
    others, sound = await asyncio.to_thread(kept, office, tmp_path / "others", begins, 1)
    steps = watched(office, others)
    await asyncio.to_thread(steps.look, begins.isoformat())
    all_due(office, begins)
    async with keeping(time.client, steps):
        await start_preservation(time.client)
        await time.sleep(timedelta(minutes=9))
    assert [len(renewed(office, one)) for one in sound] == [3]
    assert {row.failure for one in failing if (row := preservation(office, one))} == {"unknown_tsa"}
