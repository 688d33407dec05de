"""The rule of 横断閲覧, and the query that says the same."""

from datetime import date, timedelta
from itertools import product

import pytest
from sqlalchemy import select

from contracts.access import Level, Placed
from contracts.access.across import Leave, level_across
from contracts.life import civil_day
from contracts.roles import Role
from database.contract import Contract
from database.engine import now_of
from database.overview import OverviewGrant
from database.people import User
from database.queries.overview import contract_across, standing_grant
from database.sessions import Staff
from tests.overview.group import Group

TODAY = date(2026, 11, 21)
OPEN, SECRET, DRAFT = Placed(), Placed(confidential=True), Placed(is_sent=False)


@pytest.mark.shows("MK-81")
def test_an_auditor_who_was_let_in_reads_and_takes_files_only_where_that_was_said() -> None:
    assert level_across(Role.COMPLIANCE, Leave(), OPEN, TODAY) is Level.VISITOR
    assert level_across(Role.COMPLIANCE, Leave(takes_files=True), OPEN, TODAY) is Level.VIEWER
    others = [role for role in Role if role is not Role.COMPLIANCE]
    assert {level_across(role, Leave(takes_files=True), OPEN, TODAY) for role in others} == {Level.NONE}


@pytest.mark.shows("MK-81", "MK-79")
def test_no_leave_opens_a_confidential_contract_or_a_draft() -> None:
    whole = Leave(takes_files=True)
    assert [level_across(Role.COMPLIANCE, whole, one, TODAY) for one in (SECRET, DRAFT)] == [Level.NONE] * 2


def test_a_leave_holds_through_its_last_day_and_not_once_it_is_revoked() -> None:
    leaves = (Leave(until=TODAY), Leave(until=TODAY - timedelta(days=1)), Leave(is_revoked=True))
    levels = [level_across(Role.COMPLIANCE, leave, OPEN, TODAY) for leave in leaves]
    assert levels == [Level.VISITOR, Level.NONE, Level.NONE]


@pytest.mark.shows("MK-81")
def test_the_query_opens_what_the_rule_opens(group: Group) -> None:
    office = group.house.office
    sent = office.sent()
    group.lets_look()
    with office.opened.database.writing() as session:
        grant = session.scalars(select(OverviewGrant)).one()
        contract = session.scalars(select(Contract).where(Contract.public_id == sent.contract)).one()
        reader, sequence, now = session.get_one(User, grant.reader_id), contract.sequence, now_of(session)
        today, over = civil_day(now), civil_day(now) - timedelta(days=1)
        tried = 0
        ways = product(Role, (None, today, over), (False, True), (False, True), (OPEN, SECRET, DRAFT))
        for role, until, is_revoked, takes_files, placed in ways:
            reader.role, grant.until, grant.takes_files = role, until, takes_files
            grant.revoked_at = now if is_revoked else None
            contract.sequence = sequence if placed.is_sent else 0
            contract.confidential = placed.confidential
            session.flush()
            level = level_across(role, Leave(takes_files, until, is_revoked), placed, today)
            staff = Staff("s", reader, group.parent)
            for least in (Level.VISITOR, Level.VIEWER):
                found = standing_grant(session, staff, grant.public_id, least)
                seen = found is not None and contract_across(session, found, sent.contract) is not None
                assert seen == level.reaches(least), (role, until, is_revoked, takes_files, placed, least)
                tried += 1
        session.rollback()
    assert tried == 6 * 3 * 2 * 2 * 3 * 2
