"""One renewal, by hand: what is filed, what stays frozen, and what happens when it cannot be done."""

from datetime import datetime, timedelta

import pytest

from adapters.sealing import TimestampUnavailable
from contracts.messages import RenewalOrder
from contracts.verdict import IssuedKind
from database.dossiers import contract_of, identity_of
from database.queries.archival import frozen_files
from database.queries.downloads import concluded_documents
from database.queries.issued import issued_file
from tests.lifecycle.office import Office
from tests.preservation.generations import A_YEAR, Aging
from tests.preservation.keeping import kept_contract
from tests.preservation.working import Watched, preservation, renewed, told, watched

AN_HOUR = timedelta(hours=1)


def due(office: Office, steps: Watched, contract: str) -> RenewalOrder:
    """Take the contract in, and ask again on the day on which it is due."""
    steps.look(steps.aging.clock.now.isoformat())
    row = preservation(office, contract)
    assert row is not None
    (order,) = steps.look(row.renew_at.isoformat()).orders
    return order


def handed_out(office: Office, contract: str) -> list[bytes]:
    with office.opened.database.reading() as session:
        documents = concluded_documents(session, contract_of(session, contract))
    return [office.opened.files.read(one.file) for one in documents]


def frozen(office: Office, contract: str) -> list[bytes]:
    with office.opened.database.reading() as session:
        row = contract_of(session, contract)
        return [office.opened.files.read(identity_of(row, one.file)) for one in frozen_files(session, row)]


def issued(office: Office, digest: str) -> IssuedKind | None:
    with office.opened.database.reading() as session:
        found = issued_file(session, digest)
    return found.kind if found else None


@pytest.mark.shows("LW-13", "LW-43")
def test_every_document_and_both_certificates_get_a_timestamp_and_the_frozen_files_stay(
    office: Office, old: Aging
) -> None:
    contract = kept_contract(office, old, documents=2).contract
    before = frozen(office, contract)
    steps = watched(office, old)
    order = due(office, steps, contract)
    steps.renew(order)
    steps.renew(order)
    rows = renewed(office, contract)
    assert [(row.kept, row.place, row.generation) for row in rows] == [
        ("document", 1, 1),
        ("document", 2, 1),
        ("own", 1, 1),
        ("party", 1, 1),
    ]
    assert frozen(office, contract) == before
    (facts,) = told(office, "timestamps_renewed")
    assert (facts["generation"], facts["files"], facts["sha256_1"]) == (1, 4, rows[0].digest)


@pytest.mark.shows("LW-49")
def test_the_concluded_file_and_each_renewed_one_are_known_as_ours_by_their_digest(
    office: Office, old: Aging
) -> None:
    contract = kept_contract(office, old).contract
    steps = watched(office, old)
    steps.renew(due(office, steps, contract))
    rows = renewed(office, contract)
    assert [issued(office, row.origin) for row in rows] == ["concluded", "certificate", "certificate"]
    assert [issued(office, row.digest) for row in rows] == ["renewed", *2 * ["renewed_certificate"]]
    (handed,), plain = handed_out(office, contract), frozen(office, contract)[0]
    assert handed.startswith(plain)
    assert len(handed) > len(plain)


@pytest.mark.shows("LW-11", "LW-13")
def test_without_a_tsa_nothing_is_filed_the_failure_is_told_once_and_the_next_try_mends_it(
    office: Office, old: Aging
) -> None:
    contract = kept_contract(office, old).contract
    steps = watched(office, old)
    order = due(office, steps, contract)
    old.tsas.answers = False
    for _ in range(2):
        with pytest.raises(TimestampUnavailable):
            steps.renew(order)
    row = preservation(office, contract)
    assert row is not None
    assert (renewed(office, contract), row.failure) == ([], "TimestampUnavailable")
    assert row.failing_since == datetime.fromisoformat(order.at)
    assert len(told(office, "renewal_failed")) == 1
    assert steps.look(order.at).orders == []
    old.tsas.answers = True
    old.clock.now += timedelta(minutes=3)
    (again,) = steps.look((row.failing_since + AN_HOUR).isoformat()).orders
    steps.renew(again)
    mended = preservation(office, contract)
    assert mended is not None
    assert (mended.failing_since, mended.failure, mended.generation) == (None, "", 1)


def test_a_lost_file_is_told_on_the_first_day_and_holds_up_no_other_contract(
    office: Office, old: Aging
) -> None:
    lost, sound = kept_contract(office, old), kept_contract(office, old)
    with office.opened.database.reading() as session:
        first = frozen_files(session, contract_of(session, lost.contract))[0]
    office.opened.files.path_of(first.file.public_id).unlink()
    found = watched(office, old).look(old.clock.now.isoformat())
    broken, kept = preservation(office, lost.contract), preservation(office, sound.contract)
    assert broken is not None
    assert kept is not None
    assert (broken.failure, kept.failure) == ("FileMissing", "")
    assert kept.protected_until is not None
    assert len(told(office, "renewal_failed")) == 1
    assert found.orders == []


def test_a_contract_concluded_by_an_earlier_release_is_taken_in_and_one_under_way_is_not(
    office: Office, old: Aging
) -> None:
    concluded, open_one = kept_contract(office, old), office.draft([1])
    watched(office, old).look((old.clock.now + A_YEAR).isoformat())
    row = preservation(office, concluded.contract)
    assert row is not None
    assert row.renew_at > old.clock.now + A_YEAR
    assert preservation(office, open_one.contract) is None


def test_of_two_processes_that_renew_at_once_the_first_stands(office: Office, old: Aging) -> None:
    contract = kept_contract(office, old).contract
    steps, other = watched(office, old), watched(office, old)
    order = due(office, steps, contract)
    desk, files = other.renewing, steps.renewing
    prepared = [desk._renewed(one, old.clock.now) for one in desk._desk.kept(contract)]  # noqa: SLF001 -- stopped between signing and filing
    files.renew_timestamps(order)
    desk._desk.keep(order, prepared)  # noqa: SLF001 -- as above
    assert len(renewed(office, contract)) == 3
    assert len(told(office, "timestamps_renewed")) == 1
