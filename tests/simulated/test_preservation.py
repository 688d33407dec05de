"""Twelve years pass, three TSAs come and go: kept files are renewed and hold at the end (LW-13)."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from temporalio.testing import WorkflowEnvironment

from adapters.verification.reading import findings_of
from contracts.verdict import Colour, verdict_of
from database.dossiers import contract_of, identity_of
from database.queries.archival import frozen_files, newest_renewed
from tests.lifecycle.office import Office
from tests.preservation.generations import A_YEAR, Aging, aging
from tests.preservation.keeping import kept_contract
from tests.preservation.long_chain import broken_links
from tests.preservation.working import keeping, preservation, renewed, watched
from workflows.preservation import PRESERVATION, start_preservation

TWELVE_YEARS = 12
SMALL_HISTORY = 200


def files_of(office: Office, contract: str) -> list[tuple[bytes, bytes]]:
    """Return each kept file as it was frozen and as it is handed out now."""
    with office.opened.database.reading() as session:
        row = contract_of(session, contract)
        newest = newest_renewed(session, row)
        pairs = [
            (identity_of(row, one.file), identity_of(row, newest[one.kept, one.place].file))
            for one in frozen_files(session, row)
        ]
    return [(office.opened.files.read(old), office.opened.files.read(new)) for old, new in pairs]


def hold_now(files: list[tuple[bytes, bytes]], old: Aging) -> None:
    """The file that was never renewed has lost its proof; the renewed one begins with it and has not."""
    for frozen, newest in files:
        assert newest.startswith(frozen)
        assert broken_links(newest, old.tsas.trust, old.clock.now) == []
        assert broken_links(frozen, old.tsas.trust, old.clock.now) != []
        assert verdict_of(findings_of(newest, [old.authority.root_pem]), None).colour is Colour.GREEN


@pytest.mark.shows("LW-13", "CL-34")
async def test_after_twelve_years_and_three_tsas_every_file_still_holds(
    office: Office, time: WorkflowEnvironment, tmp_path: Path
) -> None:
    old = aging(tmp_path / "authority", await time.get_current_time())
    contract = (await asyncio.to_thread(kept_contract, office, old)).contract
    steps = watched(office, old)
    async with keeping(time.client, steps):
        await start_preservation(time.client)
        handle = time.client.get_workflow_handle(PRESERVATION)
        runs, longest = set(), 0
        for _ in range(TWELVE_YEARS):
            description = await handle.describe()
            runs.add(description.run_id)
            longest = max(longest, description.history_length)
            await time.sleep(A_YEAR)
        await time.sleep(timedelta(minutes=1))
    generations = {row.generation for row in renewed(office, contract)}
    assert len(generations) >= 3
    assert old.tsas.used == {0, 1, 2}
    assert len(renewed(office, contract)) == len(generations) * 3
    old.clock.now = await time.get_current_time()
    await asyncio.to_thread(hold_now, files_of(office, contract), old)
    row = preservation(office, contract)
    assert row is not None
    assert row.protected_until is not None
    assert row.protected_until > old.clock.now
    assert len(runs) >= TWELVE_YEARS - 1
    assert longest < SMALL_HISTORY
