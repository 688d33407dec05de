"""Where a party stands, as SQL finds it, is what the rules say: for every stage, progress and 不達."""

from itertools import product

import pytest
from sqlalchemy import ColumnElement, insert, select
from sqlalchemy.orm import Session, selectinload

from contracts.party_status import Known, PartyStatus, needs_address, status_of
from contracts.stage import AWAITING_SIGNATURES, ENDED_UNSIGNED, Progress, Stage
from database.contract import Contract
from database.engine import now_of
from database.party import Party
from database.queries.archive import Wanted, conditions_of
from database.queries.archive_filters import FOUND_BY, Filters
from database.queries.contracts import RETURNED, awaiting_answer, waits_for_address
from tests.counterparty.office import Office
from tests.lists.test_paging import member

FIRST = 1000
Cases = dict[str, Known]


@pytest.fixture
def cases(office: Office) -> Cases:
    """A contract with one party for each case, by its title; otherwise all are like the one that was sent."""
    sent = office.sent()
    known = [Known(*one) for one in product(Progress, Stage, (False, True))]
    with office.opened.database.writing() as session:
        now = now_of(session)
        like = select(*Contract.__table__.columns).where(Contract.public_id == sent.contract)
        contract = session.execute(like).mappings().one()
        like = select(*Party.__table__.columns).where(Party.id == sent.parties[0].id)
        party = session.execute(like).mappings().one()
        for number, case in enumerate(known, FIRST):
            own = {"id": number, "public_id": f"{number}"}
            named = {**own, "number": f"{number}", "title": f"{number}", "stage": case.stage}
            stands = {"progress": case.progress, "undelivered_at": now if case.undelivered else None}
            session.execute(insert(Contract).values({**contract, **named}))
            session.execute(insert(Party).values({**party, **own, "contract_id": number, **stands}))
    return {f"{number}": case for number, case in enumerate(known, FIRST)}


def is_found(status: PartyStatus, known: Known) -> bool:
    if status is PartyStatus.UNDELIVERED:
        return needs_address(known)
    told = status_of(known)
    given = told is PartyStatus.SIGNED and status is PartyStatus.AGREED
    return known.stage in AWAITING_SIGNATURES and (told is status or given)


def titles(session: Session, *conditions: ColumnElement[bool]) -> set[str]:
    return set(session.scalars(select(Contract.title).where(Contract.id >= FIRST, *conditions)))


@pytest.mark.shows("IM-71")
def test_each_status_finds_the_waiting_contracts_of_which_the_rule_says_it(
    office: Office, cases: Cases
) -> None:
    with office.opened.database.reading() as session:
        staff = member(session, office)
        for status in FOUND_BY:
            found = titles(session, *conditions_of(staff, Wanted(Filters(party=status))))
            assert found == {title for title, known in cases.items() if is_found(status, known)}, status


@pytest.mark.shows("MK-73")
def test_what_waits_for_another_address_is_marked_and_is_to_be_answered_as_the_rule_says(
    office: Office, cases: Cases
) -> None:
    with office.opened.database.reading() as session:
        to_answer = titles(session, Contract.id.in_(awaiting_answer(member(session, office)).order_by(None)))
        query = select(Contract).where(Contract.id >= FIRST).options(selectinload(Contract.parties))
        marked = {one.title for one in session.scalars(query) if waits_for_address(one)}
    lost = {title for title, known in cases.items() if needs_address(known)}
    others = {
        title
        for title, known in cases.items()
        if known.stage in RETURNED
        or (known.progress == Progress.LOCKED and known.stage not in ENDED_UNSIGNED)
    }
    assert marked == lost
    assert to_answer == lost | others


def test_another_address_is_needed_of_whoever_is_asked_and_has_not_agreed_and_of_nobody_else() -> None:
    found = {
        progress
        for progress in Progress
        for stage in Stage
        if needs_address(Known(progress, stage, undelivered=True))
    }
    assert found == {Progress.ASKED, Progress.OPENED, Progress.LOCKED}
