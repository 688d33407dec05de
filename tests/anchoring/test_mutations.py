"""What is done to the record behind this program's back is found, and the first bad row named (T73)."""

from random import Random

import pytest
from sqlalchemy import select, text

from contracts.log_faults import Area, Fault
from database.people import Organization
from tests.anchoring import mutations
from tests.anchoring.anchored import Anchored
from tests.anchoring.mutations import Mutation, put, rows_of, undone, update

TRIES = 4
NAMED = [
    mutations.a_column_changed,
    mutations.changed_and_hashed_again,
    mutations.deleted,
    mutations.deleted_and_numbered_anew,
    mutations.inserted,
    mutations.exchanged_with_the_next,
]
REWRITTEN = [mutations.rewritten_from_there_on, mutations.deleted_and_the_rest_rewritten]
OTHER = "ab" * 32


def of_the_log(faults: list[Fault], organization: str) -> Fault:
    """Return the break of the chain itself."""
    return next(
        one
        for one in faults
        if one.area is Area.LOG and one.kind != "not_recorded" and one.organization == organization
    )


@pytest.mark.shows("T73")
@pytest.mark.parametrize("mutation", NAMED)
def test_each_mutation_names_the_first_bad_row(standing: Anchored, mutation: Mutation) -> None:
    """At random places, anchored or not; the same places every time."""
    random, organization = Random(73), standing.office.organization  # noqa: S311 -- no secret
    for _ in range(TRIES):
        with undone(standing.office.opened.database) as session:
            rows = rows_of(session, organization.id)
            at = random.randrange(1, len(rows) - 1)
            put(session, organization.id, mutation(rows, at, random))
            fault = of_the_log(standing.faults(session), organization.name)
            assert (fault.sequence, fault.through) == (at + 1, at + 1), fault
    assert standing.faults() == []


@pytest.mark.shows("T73")
@pytest.mark.parametrize("mutation", REWRITTEN)
def test_a_log_rewritten_with_new_hashes_contradicts_the_anchors(
    standing: Anchored, mutation: Mutation
) -> None:
    organization, random = standing.office.organization, Random(1)  # noqa: S311 -- no secret
    first = head_of(standing, 1)
    for at in (0, 7, first - 1, first + 2):
        with undone(standing.office.opened.database) as session:
            put(session, organization.id, mutation(rows_of(session, organization.id), at, random))
            fault = of_the_log(standing.faults(session), organization.name)
            assert fault.kind == "rewritten"
            assert fault.sequence <= at + 1 <= fault.through


def head_of(standing: Anchored, number: int) -> int:
    ours = standing.office.organization.public_id
    return next(head.sequence for head in standing.folder.read(number).heads if head.organization == ours)


def test_a_tail_that_was_cut_off_is_missed_by_the_anchor(standing: Anchored) -> None:
    organization, last = standing.office.organization, head_of(standing, 2)
    with undone(standing.office.opened.database) as session:
        put(session, organization.id, rows_of(session, organization.id)[: last - 2])
        fault = of_the_log(standing.faults(session), organization.name)
    assert (fault.kind, fault.sequence, fault.through) == ("cut", last - 1, last)


def test_the_logs_of_two_organisations_cannot_change_places(standing: Anchored) -> None:
    ours = standing.office.organization
    with undone(standing.office.opened.database) as session:
        theirs = session.scalars(select(Organization).where(Organization.id != ours.id)).one()
        mine, yours = rows_of(session, ours.id), rows_of(session, theirs.id)
        put(session, ours.id, yours)
        put(session, theirs.id, mine, guarded=False)
        fault = of_the_log(standing.faults(session), "株式会社よそ")
    assert (fault.kind, fault.sequence) == ("rewritten", 1)


@pytest.mark.shows("T73")
def test_a_contract_rewritten_with_new_hashes_contradicts_the_log(standing: Anchored) -> None:
    """Its events, and the head that the contract keeps, hang together again."""
    with undone(standing.office.opened.database) as session:
        number = mutations.rewrite_events(session, standing.office.owner.organization_id, 3)
        faults = [one for one in standing.faults(session) if one.area is Area.CONTRACT]
    assert {(one.kind, one.contract) for one in faults} == {("not_logged", number)}
    assert [one.sequence for one in faults] == list(range(3, faults[-1].sequence + 1))


def test_an_event_that_was_taken_away_with_the_contracts_head_is_missed_by_the_log(
    standing: Anchored,
) -> None:
    with undone(standing.office.opened.database) as session:
        number, kind = mutations.cut_events(session, standing.office.owner.organization_id)
        found = {(one.kind, one.contract, one.code) for one in standing.faults(session)}
    assert found == {("not_recorded", number, kind)}


FILED = [
    ("revision", "digest = :other WHERE kind = 'final'", "revision"),
    ("revision", "party = 'nobody' WHERE kind = 'agreement'", "revision"),
    ("certificate", "digest = :other WHERE audience = 'own'", "certificate"),
    ("stored_file", "digest = :other WHERE purpose = 'certificate'", "stored_file"),
]


@pytest.mark.shows("T73")
@pytest.mark.parametrize(("table", "change", "found"), FILED)
def test_what_the_events_filed_is_held_against_them(
    standing: Anchored, table: str, change: str, found: str
) -> None:
    with undone(standing.office.opened.database) as session:
        update(session, table, change, guarded=table != "stored_file", other=OTHER)
        faults = [one for one in standing.faults(session) if one.kind == "unlike"]
    assert {(one.area, one.place) for one in faults} == {(Area.FILED, found)}
    assert {one.contract for one in faults} == {"2026-000001", "2026-000002"}


def test_a_signed_revision_that_no_event_tells_of_is_named(standing: Anchored) -> None:
    with undone(standing.office.opened.database) as session:
        added = mutations.one_more_revision(session)
        faults = standing.faults(session)
    assert [(one.kind, one.place) for one in faults] == [("unfounded", added)]


ANCHORS = [
    ("log_anchor", "token = :other WHERE number = 1", b"x", "row_changed"),
    ("log_anchor", "previous = :other WHERE number = 2", OTHER, "row_changed"),
    ("anchored_head", "digest = :other WHERE number = 1", OTHER, "row_changed"),
    ("anchored_head", "sequence = sequence - :other WHERE number = 2", 1, "row_changed"),
]


@pytest.mark.parametrize(("table", "change", "other", "kind"), ANCHORS)
def test_a_changed_row_of_an_anchor_is_told_from_its_file(
    standing: Anchored, table: str, change: str, other: object, kind: str
) -> None:
    with undone(standing.office.opened.database) as session:
        update(session, table, change, other=other)
        faults = standing.faults(session)
    assert [one.kind for one in faults] == [kind]


def test_a_file_of_an_anchor_that_was_changed_removed_or_exchanged_is_named(anchored: Anchored) -> None:
    for _ in range(3):
        anchored.anchor()
        anchored.tell()
    path, third = anchored.folder.path(2), anchored.folder.path(3)
    kept = path.read_bytes()
    for changed in (kept.replace(b'"sequence": ', b'"sequence": 1'), b"{}", third.read_bytes()):
        path.write_bytes(changed)
        assert [(one.kind, one.sequence) for one in anchored.faults()] == [("file_changed", 2)]
    path.unlink()
    assert [(one.kind, one.sequence) for one in anchored.faults()] == [("file_missing", 2)]
    with anchored.office.opened.database.writing() as session:
        for table in ("anchored_head", "log_anchor"):
            update(session, table, "number = number WHERE 1 = 0")
            session.execute(text(f"DELETE FROM {table} WHERE number = 2"))  # noqa: S608 -- our own names
    assert [(one.kind, one.sequence) for one in anchored.faults()] == [("not_linked", 3)]
    path.write_bytes(kept)
    assert [(one.kind, one.sequence) for one in anchored.faults()] == [("row_missing", 2)]
