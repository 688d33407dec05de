"""Until when a contract is kept: the table of the rule, by hand (LW-26)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from contracts.retention import (
    Ground,
    KeptByLaw,
    RetentionFacts,
    StillKept,
    keep_until,
    require_ended,
    require_removable,
)
from contracts.stage import Stage

PLAIN = RetentionFacts(Stage.CONCLUDED, ends_on=date(2026, 3, 31), traded_on=date(2020, 4, 1))
OPEN, NEVER = replace(PLAIN, ends_on=None), (None, Ground.NO_END)
CLOSED = RetentionFacts(Stage.DECLINED, closed_on=date(2026, 5, 10))

TABLE = {
    "ten years begin on the day after the end": (PLAIN, "2036-03-31", Ground.AFTER_END),
    "the type asks for fifteen": (replace(PLAIN, type_years=15), "2041-03-31", Ground.TYPE),
    "the type asks for the ten of all": (replace(PLAIN, type_years=10), "2036-03-31", Ground.TYPE),
    "the type asks for a hundred": (replace(PLAIN, type_years=100), "2126-03-31", Ground.TYPE),
    "the organisation asks for twenty": (replace(PLAIN, years=20), "2046-03-31", Ground.AFTER_END),
    "a type's own years go before the organisation's": (
        replace(PLAIN, years=20, type_years=12),
        "2038-03-31",
        Ground.TYPE,
    ),
    "nobody can ask for fewer than ten": (
        replace(PLAIN, years=3, type_years=5),
        "2036-03-31",
        Ground.AFTER_END,
    ),
    "an end on 29 February": (replace(PLAIN, ends_on=date(2024, 2, 29)), "2034-02-28", Ground.AFTER_END),
    "28 February before a leap year": (
        replace(PLAIN, ends_on=date(2026, 2, 28)),
        "2036-02-29",
        Ground.AFTER_END,
    ),
    "traded late in the business year": (
        replace(PLAIN, ends_on=date(2026, 4, 30), traded_on=date(2026, 4, 1), closing_month=3),
        "2037-05-31",
        Ground.TAX,
    ),
    "traded on the last day of the business year": (
        replace(PLAIN, ends_on=date(2026, 4, 30), traded_on=date(2026, 3, 31), closing_month=3),
        "2036-05-31",
        Ground.TAX,
    ),
    "the two months end on 29 February": (
        replace(PLAIN, ends_on=date(2027, 6, 30), traded_on=date(2027, 6, 1), closing_month=12),
        "2038-02-28",
        Ground.TAX,
    ),
    "the business year ends on 29 February": (
        replace(PLAIN, ends_on=date(2024, 1, 31), traded_on=date(2024, 1, 10), closing_month=2),
        "2034-04-30",
        Ground.TAX,
    ),
    "no 決算月 is the calendar year": (
        replace(PLAIN, ends_on=date(2026, 4, 30), traded_on=date(2026, 4, 1)),
        "2037-02-28",
        Ground.TAX,
    ),
    "no 取引年月日: the end stands for it": (replace(PLAIN, traded_on=None), "2037-02-28", Ground.TAX),
    "解約 before the end": (
        replace(PLAIN, ends_on=date(2028, 3, 31), terminated_on=date(2025, 6, 30)),
        "2035-06-30",
        Ground.AFTER_END,
    ),
    "解約 after the end is the later of two that disagree": (
        replace(PLAIN, terminated_on=date(2026, 9, 30)),
        "2036-09-30",
        Ground.AFTER_END,
    ),
    "期間の定めなし": (replace(OPEN, open_ended=True), *NEVER),
    "期間の定めなし, 解約": (
        replace(OPEN, open_ended=True, terminated_on=date(2026, 1, 15)),
        "2036-01-15",
        Ground.AFTER_END,
    ),
    "nobody entered an end": (OPEN, *NEVER),
    "renews by itself": (replace(PLAIN, auto_renews=True), *NEVER),
    "renews by itself, 終了予定": (
        replace(PLAIN, auto_renews=True, ending=True),
        "2036-03-31",
        Ground.AFTER_END,
    ),
    "renews by itself, the owner answered 終了": (
        replace(PLAIN, auto_renews=True, answer="end"),
        "2036-03-31",
        Ground.AFTER_END,
    ),
    "the owner answered 更新する and entered no new end": (replace(PLAIN, answer="renew"), *NEVER),
    "does not renew": (replace(PLAIN, auto_renews=False), "2036-03-31", Ground.AFTER_END),
    "concluded elsewhere": (replace(PLAIN, stage=Stage.IMPORTED), "2036-03-31", Ground.AFTER_END),
    "declined: from that day, the tax law asks nothing": (CLOSED, "2036-05-10", Ground.AFTER_END),
    "withdrawn": (replace(CLOSED, stage=Stage.CANCELLED), "2036-05-10", Ground.AFTER_END),
    "expired, of a type with fifteen years": (
        replace(CLOSED, stage=Stage.EXPIRED, type_years=15),
        "2041-05-10",
        Ground.TYPE,
    ),
    "still asked for": (replace(PLAIN, stage=Stage.AWAITING_OTHER), *NEVER),
    "being sealed": (replace(PLAIN, stage=Stage.SEALING), *NEVER),
    "a draft": (replace(PLAIN, stage=Stage.DRAFT), None, None),
    "under a hold": (replace(PLAIN, holds=("賃料訴訟",)), None, Ground.HELD),
    "under a hold, without an end": (replace(OPEN, holds=("賃料訴訟",)), None, Ground.HELD),
}


@pytest.mark.shows("LW-26")
@pytest.mark.parametrize("case", TABLE)
def test_a_contract_is_kept_until(case: str) -> None:
    facts, until, ground = TABLE[case]
    kept = keep_until(facts)
    assert (kept.until.isoformat() if kept.until else None, kept.ground) == (until, ground)


def test_all_grounds_are_told_the_deciding_one_first() -> None:
    kept = keep_until(replace(PLAIN, type_years=15))
    assert kept.grounds == (Ground.TYPE, Ground.AFTER_END, Ground.TAX)
    assert [day.isoformat() for _ground, day in kept.days] == ["2041-03-31", "2036-03-31", "2031-02-28"]
    held = keep_until(replace(PLAIN, holds=("賃料訴訟",)))
    assert held.grounds == (Ground.HELD, Ground.AFTER_END, Ground.TAX)
    assert held.holds == ("賃料訴訟",)


def test_nothing_is_disposed_of_before_the_day_after_the_last() -> None:
    kept = keep_until(PLAIN)
    last = date(2036, 3, 31)
    with pytest.raises(StillKept) as refused:
        require_ended(kept, last)
    assert refused.value.facts == {"ground": "after_end", "until": "2036-03-31", "holds": ""}
    require_ended(kept, last + timedelta(days=1))
    for never in (replace(PLAIN, auto_renews=True), replace(PLAIN, holds=("訴訟",))):
        with pytest.raises(StillKept):
            require_ended(keep_until(never), date.max)


def test_a_record_stays_whole_while_it_is_kept_and_what_was_never_concluded_only_under_a_hold() -> None:
    today = date(2030, 1, 1)
    for kept_whole in (PLAIN, OPEN, replace(CLOSED, holds=("訴訟",))):
        with pytest.raises(KeptByLaw):
            require_removable(kept_whole.stage, keep_until(kept_whole), today)
    require_removable(PLAIN.stage, keep_until(PLAIN), date(2036, 4, 1))
    for never_concluded in (CLOSED, replace(PLAIN, stage=Stage.AWAITING_OTHER)):
        require_removable(never_concluded.stage, keep_until(never_concluded), today)
