"""What the database itself refuses, whoever writes to it."""

import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError, IntegrityError, StatementError

from contracts.messages import RecordRequest
from contracts.signing import RevisionKind
from contracts.state import ContractState
from contracts.transition import Transition, transition
from database.append_only import APPEND_ONLY
from database.audit import Told, append_audit
from database.base import NaiveInstant
from database.contract import Contract, ContractNumber
from database.engine import Database
from database.ledger import Ledger
from database.party import Party
from database.people import Organization
from database.schema import METADATA, migrate, migration_config
from tests import databases
from tests.cli.test_verify import certify, issue
from tests.lifecycle.office import LONG_AGO, Office, a_pdf
from tests.lifecycle.test_rebuilding import request_for

NEXT_YEAR = datetime(2026, 12, 31, 15, 0, tzinfo=UTC)  # midnight in Tokyo


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without a table."""
    if request.param == "postgresql":
        return databases.postgresql_server().create(f"warifu_test_{uuid.uuid4().hex}")
    return f"sqlite:///{tmp_path / 'fresh.db'}"


@pytest.fixture
def recorded(office: Office) -> Office:
    """An office with a row in every append-only table."""
    Ledger(office.opened.database).record(request_for(office))
    issue(office, a_pdf("signed"), RevisionKind.FINAL, "concluded", 1)
    certify(office, office.draft([1]), a_pdf("certificate"))
    with office.opened.database.writing() as session:
        append_audit(session, office.organization.id, Told("told", "", "", {}), LONG_AGO)
    return office


def number_given(office: Office, at: datetime) -> str:
    """Send a draft at this instant and return the number that its contract got."""
    draft = office.draft([1])
    step = transition(ContractState(draft.contract), draft.submit, at)
    request = request_of(draft.contract, step)
    Ledger(office.opened.database).record(request)
    return str(office.contract(draft.contract).number)


def request_of(contract: str, step: Transition) -> RecordRequest:
    return RecordRequest(
        contract=contract,
        epoch=1,
        events=list(step.events),
        effects=[],
        finished=[],
        stage=step.state.stage.value,
        round=1,
        sent_digest="",
        due="",
        parties=[],
    )


def test_after_migration_alembic_finds_no_difference(address: str) -> None:
    migrate(address)
    migrate(address)
    command.check(migration_config(address))


def test_every_table_is_there_and_the_last_migration_can_be_taken_back(address: str) -> None:
    migrate(address)
    engine = Database(address).engine
    assert set(METADATA.tables) < set(inspect(engine).get_table_names())
    command.downgrade(migration_config(address), "0001")
    migrate(address)


@pytest.mark.shows("T73")
@pytest.mark.parametrize("table", APPEND_ONLY)
def test_what_is_append_only_refuses_to_be_changed_or_emptied(recorded: Office, table: str) -> None:
    database = recorded.opened.database
    with database.reading() as session:
        assert session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() > 0  # noqa: S608 -- our own names
    changes = [f"UPDATE {table} SET digest = 'x'", f"DELETE FROM {table}"]  # noqa: S608 -- our own names
    if database.engine.dialect.name == "postgresql":
        changes += [f"TRUNCATE {table}", f"TRUNCATE {table} CASCADE"]
    for change in changes:
        with pytest.raises(DatabaseError, match=r"append-only|foreign key"), database.writing() as session:
            session.execute(text(change))


def test_an_instant_without_a_time_zone_is_refused_and_one_with_it_is_kept(office: Office) -> None:
    database = office.opened.database
    naive = LONG_AGO.replace(tzinfo=None)
    with pytest.raises(StatementError) as refused, database.writing() as session:
        session.add(Organization(name="naive", created_at=naive))
    assert isinstance(refused.value.orig, NaiveInstant)
    in_tokyo = datetime.fromisoformat("2026-11-21T09:00:00.123456+09:00")
    with database.writing() as session:
        session.add(Organization(name="tokyo", created_at=in_tokyo))
    with database.reading() as session:
        kept = session.query(Organization).filter_by(name="tokyo").one().created_at
    assert kept == in_tokyo
    assert kept.utcoffset() == timedelta(0)


@pytest.mark.shows("T01")
def test_a_row_of_one_organisation_cannot_point_into_another(office: Office) -> None:
    draft, database = office.draft([1]), office.opened.database
    with database.writing() as session:
        other = Organization(name="株式会社よそ", created_at=LONG_AGO)
        session.add(other)
    for change in (
        "UPDATE party SET organization_id = :other WHERE public_id = :party",
        "UPDATE contract SET owner_id = owner_id, organization_id = :other WHERE public_id = :contract",
    ):
        facts = {"other": other.id, "party": draft.parties[0].id, "contract": draft.contract}
        named = {name: value for name, value in facts.items() if f":{name}" in change}
        with pytest.raises(IntegrityError), database.writing() as session:
            session.execute(text(change), named)


def test_a_reader_sees_one_moment_while_others_write(office: Office) -> None:
    database = office.opened.database
    office.draft([1])
    with database.reading() as session:
        before = session.query(Contract).count()
        office.draft([1, 2])
        assert session.query(Contract).count() == before
        assert session.query(Party).count() == before
    with database.reading() as session:
        assert session.query(Contract).count() == before + 1


def test_a_transaction_that_fails_leaves_nothing(office: Office) -> None:
    database = office.opened.database
    half = [
        Organization(name="half", created_at=LONG_AGO),
        ContractNumber(organization_id=99, year=1, last=1),
    ]
    with pytest.raises(IntegrityError), database.writing() as session:
        session.add_all(half)
    with database.reading() as session:
        assert session.query(Organization).filter_by(name="half").count() == 0


@pytest.mark.shows("MK-10")
def test_a_number_of_a_year_is_never_given_twice(office: Office) -> None:
    assert number_given(office, LONG_AGO) == "2026-000001"
    assert number_given(office, LONG_AGO) == "2026-000002"
    with office.opened.database.writing() as session:
        session.execute(text("UPDATE contract SET number = NULL WHERE number = '2026-000002'"))
    assert number_given(office, LONG_AGO) == "2026-000003"
    assert number_given(office, NEXT_YEAR) == "2027-000001"
    with office.opened.database.reading() as session:
        kept = {row.year: row.last for row in session.query(ContractNumber)}
    assert kept == {2026: 3, 2027: 1}
