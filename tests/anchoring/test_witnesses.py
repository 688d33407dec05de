"""Anchors that were taken away, exchanged or made anew contradict what else knows of them (T73)."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from adapters.anchors import AnchorFolder
from contracts.anchoring import Anchor
from contracts.log_faults import Area, Fault
from database.people import Organization
from database.queries.anchors import heads_now
from tests import databases
from tests.anchoring.anchored import Anchored
from tests.anchoring.mutations import change_of, put, rewritten_from_there_on, rows_of, undone
from tests.anchoring.test_mutations import of_the_log
from workflows.log_check import LogCheck, checked_record


def checked(anchored: Anchored, session: Session, copy: Path | None = None) -> LogCheck:
    kept_away = AnchorFolder(copy) if copy else None
    return checked_record(session, anchored.folder, anchored.roots, lambda *_: None, kept_away)


def of_anchors(faults: list[Fault]) -> list[tuple[str, int, int]]:
    return [(one.kind, one.sequence, one.through) for one in faults if one.area is Area.ANCHOR]


def thrice(anchored: Anchored) -> None:
    for _ in range(3):
        anchored.tell()
        anchored.anchor()


def without_rows(session: Session, first: int) -> None:
    for table in ("anchored_head", "log_anchor"):
        databases.unguard(session, table)
        session.execute(text(f"DELETE FROM {table} WHERE number >= {first}"))  # noqa: S608 -- our own names
    session.expire_all()


def exchange(anchored: Anchored, session: Session, number: int) -> None:
    """Stamp what the log says now under a number that was given before, as who has home and database can."""
    kept = anchored.folder.read(number)
    last = Anchor(number, kept.previous, tuple(heads_now(session)), kept.token, kept.certificates, False)  # noqa: FBT003
    stamped = anchored.stamper().stamped(last.statement)
    made = Anchor(number, kept.previous, last.heads, stamped.token, stamped.certificates, accredited=False)
    anchored.folder.path(number).unlink()
    anchored.folder.write(made)
    without_rows(session, number)
    change_of(session, made, stamped)


@pytest.mark.shows("T73")
def test_the_newest_anchors_taken_away_from_both_places_are_missed_by_the_log(anchored: Anchored) -> None:
    thrice(anchored)
    for number in (2, 3):
        anchored.folder.path(number).unlink()
    with undone(anchored.office.opened.database) as session:
        without_rows(session, 2)
        assert of_anchors(checked(anchored, session).faults) == [("anchor_gone", 2, 3)]


@pytest.mark.shows("T73")
def test_the_newest_anchor_stamped_again_is_not_the_one_that_the_log_tells_of(anchored: Anchored) -> None:
    thrice(anchored)
    with undone(anchored.office.opened.database) as session:
        exchange(anchored, session, 3)
        assert of_anchors(checked(anchored, session).faults) == [("exchanged", 3, 3)]


@pytest.mark.shows("T73")
def test_a_log_that_was_rewritten_and_anchored_again_contradicts_the_copy_kept_away(
    anchored: Anchored, tmp_path: Path
) -> None:
    """The older of two trusted timestamps is believed: a forger cannot have stamped earlier."""
    thrice(anchored)
    away = tmp_path / "away"
    shutil.copytree(anchored.office.opened.settings.anchors, away)
    organization = anchored.office.organization
    with undone(anchored.office.opened.database) as session:
        rows = rows_of(session, organization.id)
        told = next(at for at, row in enumerate(rows) if row["code"] == "log_anchored")
        from_there = rewritten_from_there_on(rows, told - 1, anchored.random)
        put(session, organization.id, from_there)
        for number in (1, 2, 3):
            exchange(anchored, session, number)
        found = checked(anchored, session, away)
    kinds = {(one.kind, one.sequence) for one in found.faults if one.area is Area.ANCHOR}
    assert {(kind, number) for kind in ("file_changed", "row_changed") for number in (3,)} <= kinds
    broken = of_the_log(found.faults, organization.name)
    assert (broken.kind, broken.sequence <= told <= broken.through) == ("rewritten", True)


def test_a_log_that_was_once_rolled_back_is_still_walked_to_its_end(anchored: Anchored) -> None:
    """A restored backup contradicts its anchors for good; what is changed afterwards must not hide behind."""
    thrice(anchored)
    organization = anchored.office.organization
    with undone(anchored.office.opened.database) as session:
        rows = rows_of(session, organization.id)
        rewritten = rewritten_from_there_on(rows, 3, anchored.random)
        rewritten[-1]["actor"] = "somebody else"
        put(session, organization.id, rewritten)
        faults = [one for one in checked(anchored, session).faults if one.area is Area.LOG]
    kinds = [(one.kind, one.sequence) for one in faults if one.kind in {"rewritten", "changed"}]
    assert [kind for kind, _ in kinds] == ["rewritten", "changed"]
    assert kinds[1][1] == len(rows)


def test_two_organisations_of_one_name_are_both_counted(anchored: Anchored) -> None:
    with undone(anchored.office.opened.database) as session:
        for one in session.query(Organization):
            one.name = "株式会社おなじ"
        session.flush()
        found = checked(anchored, session)
    assert (len(found.rows), set(found.names.values())) == (2, {"株式会社おなじ"})
    assert found.faults == []
