"""Each line of a 廃棄 may be the last of its process: the next one goes on, and nothing is half (LW-27).

The program loads what the worker does and no more: a table that only tests know would be left behind.
"""

import multiprocessing
from pathlib import Path

import pytest
from sqlalchemy import func, select

from database.audit import AuditEvent
from database.contract import Contract
from database.document import StoredFile
from tests import databases
from tests.counterparty.office import Office
from tests.disposal.dying import WATCHED, lives
from tests.disposal.seeding import MARK, Seeder, rows_with
from tests.disposal.shelf import Pair, approved, over, stone
from tests.disposal.test_log import checked

PATIENCE_SECONDS = 180
CONTRACTS = 3
"""The first lines of a step come after a contract that is gone, too."""


@pytest.mark.timeout(240)
@pytest.mark.shows("LW-27")
def test_killed_at_every_line_it_is_carried_out_once(office: Office, persons: Pair, tmp_path: Path) -> None:
    going, other = [over(office) for _ in range(CONTRACTS)], over(office)
    with office.opened.database.reading() as session:
        before = set(session.scalars(select(StoredFile.public_id)))
    with office.opened.database.writing() as session:
        Seeder(session, office.organization.id, office.contract(going[0]).id, office.owner.id).everything()
    key, diary = approved(office, persons, *going), tmp_path / "diary"
    diary.touch()
    office.opened.database.engine.dispose()
    variables = databases.environment(office.opened.settings.home)
    program = multiprocessing.get_context("spawn").Process(target=lives, args=(variables, key, diary))
    program.start()
    program.join(PATIENCE_SECONDS)
    program.kill()
    assert program.exitcode == 0
    died = diary.read_text().split()
    assert {one.rpartition(":")[0] for one in died} == {one.co_qualname for one in WATCHED}
    assert len(died) == len(set(died)) > len(WATCHED) * 5
    assert all(stone(office, one) is not None for one in going)
    with office.opened.database.reading() as session:
        left = set(session.scalars(select(StoredFile.public_id)))
        assert set(rows_with(session, MARK)) == {"tombstone", "tombstone_file"}
        assert list(session.scalars(select(Contract.public_id))) == [other.contract]
        told = select(func.count()).where(AuditEvent.code == "contract_disposed")
        assert session.scalar(told) == CONTRACTS
    assert all(office.opened.files.is_shredded(one) for one in before - left)
    assert not any(office.opened.files.is_shredded(one) for one in left & before)
    assert office.newest_bytes(other)
    assert checked(office).faults == []
