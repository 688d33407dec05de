"""What hangs on a contract goes with it, whatever table it lies in; and only by two persons."""

import pytest
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import DatabaseError

from database.base import Row
from database.disposal_gate import GATED
from database.disposing import KEPT_ON_PURPOSE, LOOSE, tables
from database.document import StoredFile
from tests import databases
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.disposal.seeding import MARK, Seeder, rows_with
from tests.disposal.shelf import Pair, approved, carried_out, over

GREEN = Plan(
    name="緑川 光", company="株式会社みどり灯", kind="corporate_informal", mail="hikaru@midori.example"
)
NAMING = ("contract", "contract_id")


@pytest.mark.shows("LW-27")
def test_rows_of_every_table_that_leads_to_a_contract_go_with_it(office: Office, persons: Pair) -> None:
    sent, other = over(office, GREEN), over(office, Plan(name="残る 花子", company="株式会社のこる"))
    with office.opened.database.writing() as session:
        seeder = Seeder(session, office.organization.id, office.contract(sent).id, office.owner.id)
        seeder.everything()
    carried_out(office, approved(office, persons, sent))
    with office.opened.database.reading() as session:
        assert set(rows_with(session, MARK)) == {"tombstone", "tombstone_file"}  # SHA-256, certificates' ids
        assert rows_with(session, "みどり灯") == ["tombstone"]
        assert rows_with(session, "緑川") == rows_with(session, "hikaru@midori.example") == []
        assert rows_with(session, "のこる")
    assert office.contract(other).stage == "concluded"


def test_no_object_of_it_opens_any_more_and_those_of_others_do(office: Office, persons: Pair) -> None:
    sent, other = over(office, GREEN), over(office)
    with office.opened.database.reading() as session:
        before = set(session.scalars(select(StoredFile.public_id)))
    carried_out(office, approved(office, persons, sent))
    with office.opened.database.reading() as session:
        left = set(session.scalars(select(StoredFile.public_id)))
    assert before - left
    assert all(office.opened.files.is_shredded(one) for one in before - left)
    assert not any(office.opened.files.is_shredded(one) for one in left)
    assert office.newest_bytes(other)


def test_every_table_that_names_a_contract_without_a_key_is_dealt_with() -> None:
    leading = {one.name for one in tables()}
    naming = {
        one.name
        for one in Row.metadata.sorted_tables
        if one.name not in leading and any(name in one.c for name in NAMING)
    }
    assert naming <= {*LOOSE, *KEPT_ON_PURPOSE}


def test_every_guarded_table_that_leads_to_a_contract_has_its_door(office: Office) -> None:
    leading = {one.name for one in tables()} | set(LOOSE)
    with office.opened.database.reading() as session:
        if databases.is_postgresql():
            found = session.execute(
                text(
                    "SELECT DISTINCT event_object_table FROM information_schema.triggers"
                    " WHERE trigger_name LIKE '%append_only'"
                )
            )
        else:
            found = session.execute(
                text(
                    "SELECT DISTINCT tbl_name FROM sqlite_master"
                    " WHERE type = 'trigger' AND sql LIKE '%is append-only%'"
                )
            )
        guarded = set(found.scalars())
    assert guarded & leading == set(GATED)


@pytest.mark.parametrize("table", sorted(GATED))
def test_the_database_refuses_a_deletion_without_two_persons(office: Office, table: str) -> None:
    sent = over(office, GREEN)
    with office.opened.database.writing() as session:
        Seeder(session, office.organization.id, office.contract(sent).id, office.owner.id).everything()
    with pytest.raises(DatabaseError, match="append-only"), office.opened.database.writing() as session:
        session.execute(text(f"DELETE FROM {table}"))  # noqa: S608 -- a table of ours


def test_tombstones_and_the_log_let_nothing_go(office: Office, persons: Pair) -> None:
    carried_out(office, approved(office, persons, over(office)))
    for table in ("tombstone", "tombstone_file", "audit_event", "disposal", "disposal_item"):
        with pytest.raises(DatabaseError), office.opened.database.writing() as session:
            session.execute(text(f"DELETE FROM {table}"))  # noqa: S608 -- a table of ours
    assert inspect(office.opened.database.engine).has_table("tombstone")
