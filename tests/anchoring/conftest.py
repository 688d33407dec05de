"""An office with a log worth rewriting, on either database, and a real TSA to anchor it."""

from pathlib import Path

import pytest

from adapters.sealing import Authority, create_test_authority, load_authority
from database.audit import Told, append_audit
from database.engine import now_of
from database.people import Organization
from tests import databases
from tests.anchoring.anchored import Anchored
from tests.counterparty.office import Office
from tests.desk.cases import concluded
from tests.evidence.clock import present
from tests.lifecycle.office import open_office

PASSPHRASE = b"of these tests"


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    folder = tmp_path_factory.mktemp("authority")
    create_test_authority(folder, PASSPHRASE, present())
    return load_authority(folder, PASSPHRASE, present)


@pytest.fixture
def anchored(tmp_path: Path, authority: Authority) -> Anchored:
    """An office of this test alone, not yet anchored, on the database of this run."""
    home = tmp_path / "home"
    return Anchored.of(_founded(home, databases.migrated(home)), authority)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def standing(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, authority: Authority
) -> Anchored:
    """One office for all tests that undo what they do: anchored twice, with some rows after each anchor."""
    home = tmp_path_factory.mktemp("standing") / "home"
    on = databases.on_postgresql if request.param == "postgresql" else databases.on_sqlite
    standing = Anchored.of(_founded(home, on(home)), authority)
    for _ in range(2):
        standing.anchor()
        for _ in range(4):
            standing.tell()
    return standing


def _founded(home: Path, environment: dict[str, str]) -> Office:
    founded = open_office(home, **environment)
    office = Office(founded.opened, founded.organization, founded.owner)
    for title in ("建物賃貸借契約書", "覚書"):
        concluded(office, office.sent(title=title))
    with office.opened.database.writing() as session:
        other = Organization(name="株式会社よそ", created_at=now_of(session))
        session.add(other)
        session.flush()
        for number in range(12):
            told = Told("signed_in", f"person-{number}", "", {"address": "192.0.2.7", "number": number})
            append_audit(session, other.id, told, now_of(session))
            append_audit(session, office.organization.id, told, now_of(session))
    return office
