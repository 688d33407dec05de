"""The numbers of the dashboards, counted out over what the person may see: no cap, one query each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from contracts.stage import STANDING
from database.contract import Contract
from database.party import Party
from database.queries.contracts import may_see
from database.queries.facets import Company
from database.sessions import Staff

MOST_COMPANIES = 15


def by_stage(session: Session, staff: Staff) -> Mapping[str, int]:
    """Return how many contracts stand in each stage; drafts are their writers' own and not counted."""
    query = select(Contract.stage, func.count()).where(*_counted(staff)).group_by(Contract.stage)
    return dict(session.execute(query).all())


def by_life(session: Session, staff: Staff) -> Mapping[str, int]:
    """Return how many concluded and registered contracts are in each state of their term."""
    standing = Contract.stage.in_(STANDING)
    query = select(Contract.life, func.count()).where(*_counted(staff), standing)
    return dict(session.execute(query.group_by(Contract.life)).all())


def ending_by_month(session: Session, staff: Staff, first: date, last: date) -> Counter[date]:
    """Return how many standing contracts end in each month, by its first day; both days belong to it."""
    within = (Contract.stage.in_(STANDING), Contract.ends_on >= first, Contract.ends_on <= last)
    query = select(Contract.ends_on, func.count()).where(*_counted(staff), *within)
    found: Counter[date] = Counter()
    for day, count in session.execute(query.group_by(Contract.ends_on)):
        if day is not None:
            found[day.replace(day=1)] += count
    return found


def by_counterparty(session: Session, staff: Staff) -> Sequence[Company]:
    """Return those with the most standing contracts, under one of their names."""
    count = func.count(Party.contract_id.distinct())
    name = func.max(func.coalesce(func.nullif(Party.company, ""), Party.name))
    query = (
        select(Party.company_key, name, count)
        .join(Contract, Contract.id == Party.contract_id)
        .where(*_counted(staff), Contract.stage.in_(STANDING), Party.own.is_(False), Party.company_key != "")
        .group_by(Party.company_key)
        .order_by(count.desc(), Party.company_key)
    )
    return [Company(*row) for row in session.execute(query.limit(MOST_COMPANIES))]


def _counted(staff: Staff) -> tuple[ColumnElement[bool], ...]:
    return may_see(staff), Contract.sequence > 0
