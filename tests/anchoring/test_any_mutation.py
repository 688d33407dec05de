"""Whatever single column of whatever row of a log is set to whatever else, that row is named (T73, 4-N)."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from contracts.log_walk import Break
from database.audit import HASHED, AuditEvent
from database.people import Organization
from database.queries.log_chain import walked_log
from tests import databases
from tests.anchoring.anchored import Anchored
from tests.anchoring.mutations import hashed, numbered, put, rows_of, undone

TEXTS = [name for name in (*HASHED, "digest") if name != "sequence"]
LONGEST = {"at": 40}
FREELY = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
WORDS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=40)


def set_column(session: Session, organization: int, sequence: int, name: str, value: object) -> None:
    databases.unguard(session, "audit_event")
    session.execute(
        text(f"UPDATE audit_event SET {name} = :value WHERE organization_id = :org AND sequence = :row"),  # noqa: S608
        {"value": value, "org": organization, "row": sequence},
    )
    session.expire_all()


def first_of(standing: Anchored, session: Session) -> Break:
    """Return what the walk finds, with the anchors' own files beside it."""
    organization = standing.office.organization
    heads = [head for number in (1, 2) for head in standing.folder.read(number).heads]
    known = {one.sequence: one.digest for one in heads if one.organization == organization.public_id}
    broken = walked_log(session, organization.id, known).broken
    assert broken is not None
    return broken


@pytest.mark.shows("T73")
@FREELY
@given(data=st.data())
def test_any_text_of_any_row_set_to_anything_names_that_row(standing: Anchored, data: st.DataObject) -> None:
    """Anything is also what stands in another row, and digests that other rows know."""
    organization = standing.office.organization.id
    with undone(standing.office.opened.database) as session:
        rows = rows_of(session, organization)
        at = data.draw(st.integers(0, len(rows) - 1))
        name = data.draw(st.sampled_from(TEXTS))
        others = st.sampled_from([row[column] for row in rows for column in ("previous", "digest", name)])
        longest = LONGEST.get(name, 64)
        values = st.one_of(WORDS, others).map(lambda one: one[:longest])
        value = data.draw(values.filter(lambda one: one != rows[at][name]))
        set_column(session, organization, at + 1, name, value)
        fault = first_of(standing, session)
    assert (fault.sequence, fault.through) == (at + 1, at + 1), fault


@pytest.mark.shows("T73")
@FREELY
@given(data=st.data())
def test_any_number_or_owner_of_a_row_changed_names_where_it_is_missing(
    standing: Anchored, data: st.DataObject
) -> None:
    organization = standing.office.organization.id
    with undone(standing.office.opened.database) as session:
        rows = rows_of(session, organization)
        at = data.draw(st.integers(1, len(rows)))
        if data.draw(st.booleans()):
            number = data.draw(st.one_of(st.integers(-9, 0), st.integers(len(rows) + 1, 2**31 - 1)))
            set_column(session, organization, at, "sequence", number)
            at = min(at, number)
        else:
            other = session.scalars(select(Organization.id).where(Organization.id != organization)).one()
            newest = select(func.max(AuditEvent.sequence)).where(AuditEvent.organization_id == other)
            at = data.draw(st.integers(session.scalars(newest).one() + 1, len(rows)))
            set_column(session, organization, at, "organization_id", other)
        fault = first_of(standing, session)
    assert fault.sequence == at, fault


@pytest.mark.shows("T73")
@FREELY
@given(at=st.integers(1, 20), count=st.integers(1, 6))
def test_the_first_of_several_inserted_rows_is_named(standing: Anchored, at: int, count: int) -> None:
    """The forged rows hang together; those behind them are only numbered anew."""
    organization = standing.office.organization.id
    with undone(standing.office.opened.database) as session:
        rows = rows_of(session, organization)
        forged = [{**rows[at], "actor": f"forger-{number}"} for number in range(count)]
        several = hashed(numbered([*rows[:at], *forged]), at, at + count)
        put(session, organization, numbered(several + rows[at:]))
        fault = first_of(standing, session)
    assert (fault.kind, fault.sequence, fault.through) == ("inserted", at + 1, at + count)
