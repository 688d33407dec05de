"""The date engine against a table worked out by hand from 民法140条 to 143条 (domain.md C.7, LW-42)."""

from datetime import date, timedelta

import pytest

from adapters.holidays import calendar_of
from contracts.periods import (
    Article,
    Period,
    PeriodUnreadable,
    after,
    before,
    end_of,
    period_from,
    previous_business_day,
    reckoned,
)

COUNTS, LEFT_OUT = True, False
"""午前0時から始まる期間 (140条ただし書); その他 (140条本文)."""
ENDS = [
    ("2024-04-01", "1年", COUNTS, "2025-03-31"),
    ("2026-07-01", "1年", LEFT_OUT, "2027-07-01"),
    ("2026-04-01", "1か月", COUNTS, "2026-04-30"),
    ("2026-04-01", "1か月", LEFT_OUT, "2026-05-01"),
    ("2026-04-01", "3か月", COUNTS, "2026-06-30"),
    ("2026-04-15", "6か月", COUNTS, "2026-10-14"),
    ("2026-04-15", "半年", LEFT_OUT, "2026-10-15"),
    ("2026-01-31", "1か月", COUNTS, "2026-02-28"),
    ("2028-01-31", "1か月", COUNTS, "2028-02-29"),
    ("2026-01-30", "1か月", COUNTS, "2026-02-28"),
    ("2026-01-29", "1か月", COUNTS, "2026-02-28"),
    ("2026-01-28", "1か月", COUNTS, "2026-02-27"),
    ("2028-01-30", "1か月", COUNTS, "2028-02-29"),
    ("2028-01-29", "1か月", COUNTS, "2028-02-28"),
    ("2026-01-30", "1か月", LEFT_OUT, "2026-02-28"),
    ("2026-01-31", "1か月", LEFT_OUT, "2026-02-28"),
    ("2026-03-31", "1か月", COUNTS, "2026-04-30"),
    ("2026-08-31", "6か月", COUNTS, "2027-02-28"),
    ("2027-08-31", "6か月", COUNTS, "2028-02-29"),
    ("2024-02-29", "1年", COUNTS, "2025-02-28"),
    ("2024-02-29", "4年", COUNTS, "2028-02-28"),
    ("2024-02-28", "1年", LEFT_OUT, "2025-02-28"),
    ("2024-02-28", "4年", LEFT_OUT, "2028-02-28"),
    ("2024-03-01", "1年", COUNTS, "2025-02-28"),
    ("2027-03-01", "1年", COUNTS, "2028-02-29"),
    ("2026-12-31", "1年", COUNTS, "2027-12-30"),
    ("2026-12-31", "1年", LEFT_OUT, "2027-12-31"),
    ("2026-04-01", "20年", COUNTS, "2046-03-31"),
    ("2026-04-01", "1日", COUNTS, "2026-04-01"),
    ("2026-04-01", "1日", LEFT_OUT, "2026-04-02"),
    ("2026-04-01", "30日", COUNTS, "2026-04-30"),
    ("2026-04-01", "30日", LEFT_OUT, "2026-05-01"),
    ("2028-02-01", "29日", COUNTS, "2028-02-29"),
    ("2026-12-25", "2週間", COUNTS, "2027-01-07"),
    ("2026-12-25", "14日間", LEFT_OUT, "2027-01-08"),
    ("2026-01-01", "365日", COUNTS, "2026-12-31"),
    ("2028-01-01", "365日", COUNTS, "2028-12-30"),
]
BEFORE = [
    ("2027-03-31", "3か月前", "2026-12-31"),
    ("2027-05-31", "3か月前", "2027-02-28"),
    ("2028-05-31", "３ヶ月前", "2028-02-29"),
    ("2027-03-31", "1か月前", "2027-02-28"),
    ("2027-03-30", "1か月前", "2027-02-28"),
    ("2027-07-31", "1箇月前まで", "2027-06-30"),
    ("2027-02-28", "1か月前", "2027-01-28"),
    ("2028-02-29", "1か月前", "2028-01-29"),
    ("2027-12-31", "10か月前", "2027-02-28"),
    ("2027-01-15", "2か月前", "2026-11-15"),
    ("2028-02-29", "1年前", "2027-02-28"),
    ("2029-02-28", "1年前", "2028-02-28"),
    ("2027-03-31", "2年前", "2025-03-31"),
    ("2027-03-31", "90日前", "2026-12-31"),
    ("2028-03-31", "90日前", "2028-01-01"),
    ("2027-03-01", "1日前", "2027-02-28"),
    ("2028-03-01", "1日前", "2028-02-29"),
    ("2027-01-01", "30日前", "2026-12-02"),
    ("2027-01-05", "二週間前", "2026-12-22"),
    ("2027-12-31", "半年前", "2027-06-30"),
]
COMPANY = [date(2026, 12, day) for day in (29, 30, 31)] + [date(2027, 1, 4)]
BUSINESS_DAYS = [
    ("2026-11-20", "2026-11-20", "a Friday"),
    ("2026-11-21", "2026-11-20", "a Saturday"),
    ("2026-11-22", "2026-11-20", "a Sunday"),
    ("2026-11-23", "2026-11-20", "勤労感謝の日 after a weekend"),
    ("2026-05-06", "2026-05-01", "振替休日 at the end of 大型連休"),
    ("2026-05-07", "2026-05-07", "the day after it"),
    ("2026-05-05", "2026-05-01", "こどもの日"),
    ("2026-09-22", "2026-09-18", "国民の休日 between two holidays"),
    ("2026-09-23", "2026-09-18", "秋分の日"),
    ("2027-03-22", "2027-03-19", "振替休日 of 春分の日, a Sunday"),
    ("2027-01-01", "2026-12-28", "元日, and the company's days before it"),
    ("2027-01-04", "2026-12-28", "the company's own first Monday"),
    ("2027-01-05", "2027-01-05", "the first day at work"),
    ("2026-12-29", "2026-12-28", "a day of the company alone"),
    ("2026-08-11", "2026-08-10", "山の日"),
    ("2027-02-11", "2027-02-10", "建国記念の日"),
    ("2026-02-23", "2026-02-20", "天皇誕生日"),
    ("2027-07-19", "2027-07-16", "海の日, the third Monday"),
]


def day(spelled: str) -> date:
    return date.fromisoformat(spelled)


@pytest.mark.shows("LW-42")
@pytest.mark.parametrize(("begins", "period", "counts", "ends"), ENDS)
def test_a_period_ends_where_the_civil_code_ends_it(
    begins: str,
    period: str,
    counts: bool,  # noqa: FBT001 -- a column of the table
    ends: str,
) -> None:
    assert end_of(day(begins), period_from(period), counts) == day(ends)


@pytest.mark.shows("LW-42")
@pytest.mark.parametrize(("ends", "period", "found"), BEFORE)
def test_a_notice_deadline_is_counted_back_and_clamped_to_the_end_of_the_month(
    ends: str, period: str, found: str
) -> None:
    assert before(day(ends), period_from(period)) == day(found)


@pytest.mark.shows("LW-42", "UX-06")
@pytest.mark.parametrize(("given", "found", "why"), BUSINESS_DAYS)
def test_what_falls_on_a_day_off_is_told_on_the_business_day_before(given: str, found: str, why: str) -> None:
    assert previous_business_day(day(given), calendar_of(COMPANY)) == day(found), why


def test_the_table_has_more_cases_than_were_asked_for() -> None:
    assert len(ENDS) + len(BEFORE) + len(BUSINESS_DAYS) >= 60


@pytest.mark.parametrize(
    ("begins", "period", "counts", "article"),
    [
        ("2026-04-01", "1年", COUNTS, Article.DAY_BEFORE_THE_CORRESPONDING),
        ("2026-01-31", "1か月", COUNTS, Article.LAST_DAY_OF_THE_MONTH),
        ("2026-04-01", "1年", COUNTS, Article.FIRST_DAY_COUNTS),
        ("2026-04-01", "1年", LEFT_OUT, Article.FIRST_DAY_LEFT_OUT),
        ("2026-04-01", "10日", LEFT_OUT, Article.ENDS_WITH_THE_DAY),
    ],
)
def test_an_end_names_the_article_by_which_it_was_found(
    begins: str,
    period: str,
    counts: bool,  # noqa: FBT001 -- a column of the table
    article: Article,
) -> None:
    assert article in reckoned(day(begins), period_from(period), counts).articles


@pytest.mark.parametrize("text", ["", "ずっと", "0か月", "101年", "1.5年", "-1日", "1年半", "99999日", "年"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(PeriodUnreadable):
        period_from(text)


def test_a_period_read_spelled_and_read_again_is_the_same() -> None:
    for text in ("３ヶ月前", "三か月間", "十二カ月", "90日前まで", "２週間", "半年", "一年", "二十日"):
        period = period_from(text)
        assert period_from(period.spelled) == period


def test_from_every_day_of_four_years_a_year_ends_the_day_before_the_same_day() -> None:
    start, year = date(2024, 1, 1), Period(1, period_from("1年").unit)
    for ahead in range(4 * 366):
        first = start + timedelta(days=ahead)
        last = end_of(first, year, first_day_counts=True)
        assert last in {after(first, year) - timedelta(days=1), after(first, year)}
        assert 364 <= (last - first).days <= 366
