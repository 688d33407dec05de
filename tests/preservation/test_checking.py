"""一括検証: every file of a period looked at, what is wrong named, also after a kill (LW-14)."""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from activities.archive_checking import ArchiveChecking
from adapters.files import FileStore
from adapters.verification.reading import findings_of
from contracts.archive_check import Basis
from contracts.messages import ArchiveCheckStart
from contracts.signing import FileIdentity
from database.archive_check import ArchiveCheck, ArchiveCheckFile
from database.archive_check_desk import ArchiveCheckDesk, Asked, begin_check, counts_of
from database.dossiers import contract_of
from database.queries.archival import frozen_files
from tests.lifecycle.office import LONG_AGO, Office
from tests.preservation.generations import A_YEAR, Aging
from tests.preservation.keeping import kept_contract
from tests.preservation.working import told, watched

KEY = "3f0d2c1e-0000-4000-8000-000000000001"


def begun(office: Office, basis: Basis, first: date, last: date, key: str = KEY) -> str:
    with office.opened.database.writing() as session:
        asked = Asked(basis, first, last, office.owner.public_id, office.owner.name)
        return begin_check(session, office.organization.id, key, asked).public_id


def today(office: Office, contract: str) -> date:
    concluded_at = office.contract(contract).concluded_at
    assert concluded_at is not None
    return concluded_at.date()


def around(office: Office, contract: str) -> tuple[date, date]:
    day = today(office, contract)
    return day - timedelta(days=1), day + timedelta(days=1)


def checking(office: Office, old: Aging) -> ArchiveChecking:
    roots = [old.authority.root_pem]
    desk = ArchiveCheckDesk(office.opened.database)
    return ArchiveChecking(desk, office.opened.files, lambda pdf: findings_of(pdf, roots), old.clock)


def planned(office: Office, run: str) -> None:
    while ArchiveCheckDesk(office.opened.database).plan(run):
        pass


def finished(steps: ArchiveChecking, run: str) -> None:
    while steps.check_archived_files(ArchiveCheckStart(run)).goes_on:
        pass


def believe(office: Office, old: Aging) -> None:
    """Put the root where the signing process keeps it."""
    root = office.opened.settings.keys / "authority" / "root.pem"
    root.parent.mkdir(parents=True, exist_ok=True)
    root.write_bytes(old.authority.root_pem)


def rows_of(office: Office, run: str) -> list[ArchiveCheckFile]:
    query = select(ArchiveCheckFile).join(ArchiveCheck, ArchiveCheck.id == ArchiveCheckFile.check_id)
    with office.opened.database.reading() as session:
        return list(
            session.scalars(query.where(ArchiveCheck.public_id == run).order_by(ArchiveCheckFile.number))
        )


@pytest.mark.shows("LW-14")
def test_one_action_looks_at_every_file_of_the_period_and_a_damaged_one_is_found(
    office: Office, old: Aging
) -> None:
    sound, damaged = kept_contract(office, old, documents=2), kept_contract(office, old)
    with office.opened.database.reading() as session:
        first = frozen_files(session, contract_of(session, damaged.contract))[0]
    path = office.opened.files.path_of(first.file.public_id)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    run = begun(office, Basis.CONCLUDED, *around(office, sound.contract))
    finished(checking(office, old), run)
    found = {row.file_id: (row.outcome, row.reasons) for row in rows_of(office, run)}
    assert len(found) == 7
    assert found.pop(first.file.id) == ("bad", '["file_damaged"]')
    assert set(found.values()) == {("ok", "[]")}
    assert all(row.protected_until for row in rows_of(office, run) if row.outcome == "ok")
    (facts,) = told(office, "archive_check_finished")
    assert (facts["ok"], facts["bad"], facts["waiting"]) == (6, 1, 0)


def test_outside_the_period_nothing_is_looked_at_and_the_run_says_so(office: Office, old: Aging) -> None:
    kept_contract(office, old)
    run = begun(office, Basis.CONCLUDED, date(2020, 1, 1), date(2020, 12, 31))
    finished(checking(office, old), run)
    assert rows_of(office, run) == []
    assert len(told(office, "archive_check_finished")) == 1


def test_a_run_goes_on_where_it_was_killed_and_looks_at_no_file_twice(office: Office, old: Aging) -> None:
    contract = kept_contract(office, old).contract
    run = begun(office, Basis.CONCLUDED, *around(office, contract))
    assert begun(office, Basis.CONCLUDED, *around(office, contract)) == run
    looked: list[str] = []

    class Dying(FileStore):
        """Lives for one file."""

        def read(self, identity: FileIdentity) -> bytes:
            looked.append(identity.object_id)
            if len(looked) == 2:
                raise KeyboardInterrupt
            return office.opened.files.read(identity)

    planned(office, run)
    steps = checking(office, old)
    steps._files = Dying.__new__(Dying)  # noqa: SLF001 -- a store that dies under it
    with pytest.raises(KeyboardInterrupt):
        steps.check_archived_files(ArchiveCheckStart(run))
    assert [bool(row.outcome) for row in rows_of(office, run)] == [True, False, False]
    assert ArchiveCheckDesk(office.opened.database).running() == [run]
    finished(checking(office, old), run)
    assert {row.outcome for row in rows_of(office, run)} == {"ok"}
    assert ArchiveCheckDesk(office.opened.database).running() == []


@pytest.mark.shows("LW-13")
def test_a_protection_that_has_ended_is_named_unless_a_renewed_file_carries_it_on(
    office: Office, old: Aging
) -> None:
    renewed, left = kept_contract(office, old).contract, kept_contract(office, old).contract
    steps = watched(office, old)
    steps.look(old.clock.now.isoformat())
    old.clock.now = LONG_AGO + 4 * A_YEAR
    orders = steps.look(old.clock.now.isoformat()).orders
    steps.renew(next(one for one in orders if one.contract == renewed))
    old.clock.now = LONG_AGO + 6 * A_YEAR
    run = begun(office, Basis.CONCLUDED, *around(office, left))
    finished(checking(office, old), run)
    by_contract: dict[str, set[tuple[int, str, str]]] = {renewed: set(), left: set()}
    for row in rows_of(office, run):
        name = renewed if row.contract_id == office.contract(renewed).id else left
        by_contract[name].add((row.generation, row.outcome, row.reasons))
    assert by_contract[left] == {(0, "doubt", json.dumps(["protection_ended"]))}
    assert {(generation, outcome) for generation, outcome, _ in by_contract[renewed]} == {
        (0, "ok"),
        (1, "ok"),
    }


def test_a_file_of_a_tsa_that_nobody_trusts_wants_somebody_to_look(office: Office, old: Aging) -> None:
    contract = kept_contract(office, old).contract
    run = begun(office, Basis.CONCLUDED, *around(office, contract))
    steps = checking(office, old)
    steps._examine = lambda pdf: findings_of(pdf, [])  # noqa: SLF001 -- nobody is believed
    finished(steps, run)
    with office.opened.database.reading() as session:
        row = session.scalars(select(ArchiveCheck)).one()
        assert counts_of(session, row) == {"ok": 0, "doubt": 3, "bad": 0, "waiting": 0}
    assert json.loads(rows_of(office, run)[0].reasons) == ["signer_untrusted", "not_kept"]
