"""What was disposed of is no loss to whoever checks the log; what vanished otherwise is."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from adapters.anchors import AnchorFolder
from contracts.log_faults import Wrong
from tests import databases
from tests.counterparty.office import Office
from tests.disposal.shelf import Pair, approved, carried_out, over
from workflows.log_check import LogCheck, checked_record, timestamp_roots

OFF = {
    "sqlite": "DROP TRIGGER {0}_no_{1}",
    "postgresql": "ALTER TABLE {0} DISABLE TRIGGER ALL",
}


def checked(office: Office) -> LogCheck:
    settings = office.opened.settings
    with office.opened.database.reading() as session:
        return checked_record(
            session, AnchorFolder(settings.anchors), timestamp_roots(settings), lambda *_: None
        )


def forced(office: Office, table: str, verb: str, statement: str) -> None:
    """Do what the triggers refuse, as whoever owns the database can."""
    kind = "postgresql" if databases.is_postgresql() else "sqlite"
    with office.opened.database.writing() as session:
        session.execute(text(OFF[kind].format(table, verb)))
        session.execute(text(statement))


@pytest.mark.shows("LW-27", "T73")
def test_a_contract_that_two_persons_let_go_is_at_rest_and_not_lost(office: Office, persons: Pair) -> None:
    sent, other = over(office), over(office)
    carried_out(office, approved(office, persons, sent))
    found = checked(office)
    assert found.faults == []
    assert list(found.disposed.values()) == [1]
    assert office.contract(other).public_id == other.contract


@pytest.mark.parametrize(
    "damage",
    [
        lambda office: forced(office, "tombstone", "update", "UPDATE tombstone SET title = 'x'"),
        lambda office: forced(office, "tombstone_file", "delete", "DELETE FROM tombstone_file"),
        lambda office: forced(
            office, "tombstone", "update", "UPDATE tombstone SET approved_by = proposed_by"
        ),
    ],
)
def test_a_tombstone_that_was_changed_is_found(
    office: Office, persons: Pair, damage: Callable[[Office], None]
) -> None:
    carried_out(office, approved(office, persons, over(office)))
    damage(office)
    assert {one.kind for one in checked(office).faults} == {Wrong.STONE_UNLIKE}


def test_a_tombstone_that_was_taken_away_leaves_a_loss(office: Office, persons: Pair) -> None:
    carried_out(office, approved(office, persons, over(office)))
    forced(office, "tombstone_file", "delete", "DELETE FROM tombstone_file")
    forced(office, "tombstone", "delete", "DELETE FROM tombstone")
    assert {one.kind for one in checked(office).faults} == {Wrong.STONE_UNLIKE, Wrong.NOT_RECORDED}
