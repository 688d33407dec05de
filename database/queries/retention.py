"""保存期間 of contracts as SQL holds them (LW-26); who may see them is for the caller to ask."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from contracts.fiscal_year import fiscal_year
from contracts.life import civil_day
from contracts.periods import Period, Unit, before, next_end
from contracts.policies import Policies
from contracts.reasons import JST
from contracts.renewal import Answer
from contracts.retention import (
    FEWEST_YEARS,
    Kept,
    KeptByLaw,
    RetentionFacts,
    keep_until,
    require_removable,
    tax_day,
)
from contracts.stage import ENDED_UNSIGNED, STANDING, Stage
from database.contract import Contract
from database.contract_type import ContractType
from database.engine import now_of
from database.legal_hold import HeldContract, LegalHold
from database.policies import policies_of

AT_ONCE = 500
A_DAY = timedelta(days=1)
UNSIGNED = tuple(stage.value for stage in Stage if stage in ENDED_UNSIGNED)
CONCLUDED = tuple(stage.value for stage in STANDING)


def kept_until(session: Session, contract: Contract) -> Kept:
    return kept_of(session, [contract])[contract.id]


def kept_of(session: Session, contracts: Collection[Contract]) -> dict[int, Kept]:
    """Return by row id until when these contracts of one organisation are kept, in three queries."""
    if not contracts:
        return {}
    organization = next(iter(contracts)).organization_id
    policies, years = policies_of(session, organization), _years_by_type(session, organization)
    holds = holds_by_contract(session, [one.id for one in contracts])
    return {
        one.id: keep_until(_facts(one, policies, years.get(one.type_id or 0), holds.get(one.id, ())))
        for one in contracts
    }


def require_unlocked(session: Session, contract: Contract) -> None:
    """Raise KeptByLaw while nothing may be taken away from the contract's record."""
    today = civil_day(now_of(session))
    require_removable(Stage(contract.stage), kept_until(session, contract), today)


def is_locked(session: Session, contract: Contract) -> bool:
    try:
        require_unlocked(session, contract)
    except KeptByLaw:
        return True
    return False


def holds_by_contract(session: Session, contracts: Iterable[int]) -> dict[int, list[str]]:
    """Return the names of the holds that stand, by contract, oldest first."""
    found: dict[int, list[str]] = {}
    ids = list(contracts)
    for begin in range(0, len(ids), AT_ONCE):
        query = (
            select(HeldContract.contract_id, LegalHold.name)
            .join(LegalHold, LegalHold.id == HeldContract.hold_id)
            .where(HeldContract.contract_id.in_(ids[begin : begin + AT_ONCE]))
        )
        for contract, name in session.execute(query.order_by(HeldContract.hold_id)):
            found.setdefault(contract, []).append(name)
    return found


def retention_ended(session: Session, organization_id: int, today: date) -> ColumnElement[bool]:
    """Return the condition that is true of exactly those contracts whose `Kept.has_ended(today)` is.

    Each period ends later the later it begins: so it has ended for all that begins by one edge.
    """
    policies, years = policies_of(session, organization_id), _years_by_type(session, organization_id)
    edge = _edge(today, FEWEST_YEARS)
    closed = datetime.combine(edge + A_DAY, time.min, JST)
    by_index = or_(
        and_(Contract.stage.in_(CONCLUDED), or_(Contract.ends_on <= edge, Contract.terminated_on <= edge)),
        and_(Contract.stage.in_(UNSIGNED), Contract.changed_at < closed),
    )
    concluded = and_(
        Contract.stage.in_(CONCLUDED),
        _end() <= _edge_by_type(today, policies, years),
        func.coalesce(Contract.traded_on, _end()) <= _tax_edge(today, policies.fiscal_month),
    )
    unsigned = and_(Contract.stage.in_(UNSIGNED), _closed_long_enough(today, policies, years))
    held = select(HeldContract.contract_id).where(HeldContract.organization_id == organization_id)
    return and_(by_index, or_(concluded, unsigned), Contract.id.not_in(held))


def ended_candidates(session: Session, organization_id: int, today: date) -> Select[Any]:
    """Return the row ids of what may be disposed of, 親展 too: no condition of access is in it."""
    ended = retention_ended(session, organization_id, today)
    return select(Contract.id).where(Contract.organization_id == organization_id, ended)


def _facts(
    contract: Contract, policies: Policies, type_years: int | None, holds: Sequence[str]
) -> RetentionFacts:
    return RetentionFacts(
        stage=Stage(contract.stage),
        closed_on=civil_day(contract.changed_at),
        ends_on=contract.ends_on,
        terminated_on=contract.terminated_on,
        open_ended=contract.open_ended,
        auto_renews=contract.auto_renews,
        ending=contract.ending,
        answer=contract.renewal_answer,
        traded_on=contract.traded_on,
        closing_month=policies.fiscal_month,
        type_years=type_years,
        years=policies.retention_years,
        holds=holds,
    )


def _years_by_type(session: Session, organization_id: int) -> dict[int, int]:
    query = select(ContractType.id, ContractType.retention_years).where(
        ContractType.organization_id == organization_id, ContractType.retention_years.is_not(None)
    )
    return {row[0]: row[1] or FEWEST_YEARS for row in session.execute(query)}


def _end() -> ColumnElement[date]:
    """`contracts.retention.end_of_contract` of what was concluded; NULL where nobody knows."""
    goes_on = and_(
        Contract.ending.is_(False),
        Contract.renewal_answer != Answer.END.value,
        or_(func.coalesce(Contract.auto_renews, False), Contract.renewal_answer == Answer.RENEW.value),
    )
    known = case((or_(Contract.open_ended.is_(True), goes_on), None), else_=Contract.ends_on)
    return func.coalesce(Contract.terminated_on, known)


def _edge(today: date, years: int) -> date:
    """Return the last end after which that many years are over today."""
    return _last_over(before(today, Period(years, Unit.YEAR)), today, lambda day: _after(day, years))


def _after(day: date, years: int) -> date:
    return next_end(day, Period(years, Unit.YEAR))


def _tax_edge(today: date, closing_month: int) -> date:
    """Return the last 取引年月日 whose years for the tax law are over today."""
    day = before(today, Period(FEWEST_YEARS, Unit.YEAR))
    while tax_day(day, closing_month) >= today:
        day = fiscal_year(day, closing_month)[0] - A_DAY
    return day


def _last_over(day: date, today: date, last_day: Callable[[date], date]) -> date:
    while last_day(day) >= today:
        day -= A_DAY
    return day


def _edges(today: date, policies: Policies, years: dict[int, int]) -> tuple[date, dict[int, date]]:
    own = max(FEWEST_YEARS, policies.retention_years)
    return _edge(today, own), {kind: _edge(today, max(FEWEST_YEARS, one)) for kind, one in years.items()}


def _edge_by_type(today: date, policies: Policies, years: dict[int, int]) -> ColumnElement[date] | date:
    usual, by_type = _edges(today, policies, years)
    if not by_type:
        return usual
    return case(*((Contract.type_id == kind, day) for kind, day in by_type.items()), else_=usual)


def _closed_long_enough(today: date, policies: Policies, years: dict[int, int]) -> ColumnElement[bool]:
    usual, by_type = _edges(today, policies, years)
    after = {kind: datetime.combine(day + A_DAY, time.min, JST) for kind, day in by_type.items()}
    otherwise = datetime.combine(usual + A_DAY, time.min, JST)
    if not after:
        return Contract.changed_at < otherwise
    edge = case(*((Contract.type_id == kind, at) for kind, at in after.items()), else_=otherwise)
    return Contract.changed_at < edge
