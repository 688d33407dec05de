"""保存期間: until when a contract must be kept, and why (LW-26).

Kept for the longest of three periods: the years of its 契約種別 and those after its end (会社法432条 asks ten
for what belongs to the books), and ten years for the tax law (法人税法施行規則59条; seven without a loss, but
a loss may still turn up). A legal hold keeps it without a day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from contracts.fiscal_year import fiscal_year
from contracts.periods import Period, Unit, next_end
from contracts.refusals import Refused
from contracts.renewal import Answer
from contracts.stage import ENDED_UNSIGNED, STANDING, Stage

FEWEST_YEARS, MOST_YEARS = 10, 100
TAX_YEARS = 10
FILING = Period(2, Unit.MONTH)
"""From the end of the business year: the tax law counts from what follows these, whatever day of the week."""


class Ground(StrEnum):
    """What says how long; the last two have no day."""

    TYPE = "type"
    AFTER_END = "after_end"
    TAX = "tax"
    NO_END = "no_end"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Kept:
    """`until` is the last day on which nothing may be disposed of, None while none is known or a hold stands.

    `grounds` are what says so, the deciding one first, none for a draft; `holds` the names of the legal holds
    that stand. `days` are the last days by the grounds that have one, also under a hold.
    """

    until: date | None
    grounds: Sequence[Ground]
    holds: Sequence[str] = ()
    days: Sequence[tuple[Ground, date]] = ()

    def has_ended(self, today: date) -> bool:
        return self.until is not None and not self.holds and self.until < today

    @property
    def ground(self) -> Ground | None:
        """Return what decides; None of a draft, which may be thrown away."""
        return self.grounds[0] if self.grounds else None


@dataclass(frozen=True, slots=True)
class RetentionFacts:
    """`closed_on` is the civil day on which a case ended unsigned, `answer` the 更新判断 for `ends_on`.

    `years` are the organisation's, `type_years` the 契約種別's if it has its own; `closing_month` is 決算月,
    0 for the calendar year; `holds` are the names of the legal holds that stand.
    """

    stage: Stage
    closed_on: date | None = None
    ends_on: date | None = None
    terminated_on: date | None = None
    open_ended: bool = False
    auto_renews: bool | None = None
    ending: bool = False
    answer: str = ""
    traded_on: date | None = None
    closing_month: int = 0
    type_years: int | None = None
    years: int = FEWEST_YEARS
    holds: Sequence[str] = ()


class StillKept(Refused):
    """Its 保存期間 has not ended: `ground` is a Ground, `until` an ISO day or empty, `holds` the names."""

    code = "still_kept"


class KeptByLaw(Refused):
    """What was taken away belongs to the record of a contract that must be kept: facts as of StillKept."""

    code = "kept_by_law"


def keep_until(facts: RetentionFacts) -> Kept:
    """Return until when the contract is kept; a hold leaves no day, whatever the periods say."""
    if facts.stage is Stage.DRAFT:
        return Kept(None, (Ground.HELD,) if facts.holds else (), tuple(facts.holds))
    end = end_of_contract(facts)
    days = _days(facts, end) if end else ()
    grounds = tuple(ground for ground, _day in days) or (Ground.NO_END,)
    if facts.holds:
        return Kept(None, (Ground.HELD, *grounds), tuple(facts.holds), days)
    return Kept(days[0][1] if days else None, grounds, (), days)


def end_of_contract(facts: RetentionFacts) -> date | None:
    """Return the last day of the contract, None while nobody knows it.

    解約日 where one was entered, even one after 契約終了日: where the two disagree it is kept for longer.
    """
    if facts.stage in ENDED_UNSIGNED:
        return facts.closed_on
    if facts.stage not in STANDING:
        return None
    if facts.terminated_on:
        return facts.terminated_on
    return None if facts.open_ended or _goes_on(facts) else facts.ends_on


def require_ended(kept: Kept, today: date) -> None:
    """Raise StillKept on every day but those after `until`."""
    if not kept.has_ended(today):
        raise StillKept(**_told(kept))


def require_removable(stage: Stage, kept: Kept, today: date) -> None:
    """Raise KeptByLaw where something is to be taken away from a record that must stay whole.

    What was concluded is such a record until its years are over, and whatever is under a hold.
    """
    if kept.holds or (stage in STANDING and not kept.has_ended(today)):
        raise KeptByLaw(**_told(kept))


def _goes_on(facts: RetentionFacts) -> bool:
    """Renewing by itself, or renewed by its owner, until somebody says that it ends."""
    if facts.ending or facts.answer == Answer.END:
        return False
    return facts.auto_renews is True or facts.answer == Answer.RENEW


def _days(facts: RetentionFacts, end: date) -> tuple[tuple[Ground, date], ...]:
    """Return the last days by each ground, the latest first; the day of the end itself does not count."""
    own = facts.type_years
    years = max(FEWEST_YEARS, facts.years if own is None else FEWEST_YEARS)
    days: dict[Ground, date] = {Ground.AFTER_END: next_end(end, Period(years, Unit.YEAR))}
    if own is not None:
        days[Ground.TYPE] = next_end(end, Period(own, Unit.YEAR))
    if facts.stage in STANDING:
        days[Ground.TAX] = tax_day(facts.traded_on or end, facts.closing_month)
    return _latest_first(days)


def tax_day(traded_on: date, closing_month: int) -> date:
    """Return the last day of the ten years after the two months that follow the business year."""
    filed_by = next_end(fiscal_year(traded_on, closing_month)[1], FILING)
    return next_end(filed_by, Period(TAX_YEARS, Unit.YEAR))


def _latest_first(days: Mapping[Ground, date]) -> tuple[tuple[Ground, date], ...]:
    order = tuple(Ground)
    return tuple(sorted(days.items(), key=lambda one: (-one[1].toordinal(), order.index(one[0]))))


def _told(kept: Kept) -> dict[str, str]:
    ground = kept.ground.value if kept.ground else ""
    until = kept.until.isoformat() if kept.until else ""
    return {"ground": ground, "until": until, "holds": "、".join(kept.holds)}
