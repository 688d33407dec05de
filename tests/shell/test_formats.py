from datetime import UTC, date, datetime

import pytest
from flask import Flask

from contracts.stage import Progress, Stage
from webapp.texts.dates import instant, iso_jst, prose_date, table_date
from webapp.texts.money import yen
from webapp.texts.names import sender_initial
from webapp.texts.stages import PARTY_STATES, STAGES, stage_label
from webapp.texts.wareki import wareki, wareki_short


@pytest.mark.shows("UX-01")
def test_dates_read_one_way_in_prose_and_one_way_in_tables() -> None:
    assert prose_date(date(2026, 4, 1)) == "2026年4月1日"
    assert table_date(date(2026, 4, 1)) == "2026/04/01"


@pytest.mark.shows("UX-01", "UX-05")
def test_moments_are_shown_in_japan_and_change_day_at_its_midnight() -> None:
    just_before, midnight = (
        datetime(2026, 3, 31, 14, 59, tzinfo=UTC),
        datetime(2026, 3, 31, 15, 0, tzinfo=UTC),
    )
    assert instant(just_before) == "2026/03/31 23:59"
    assert instant(midnight) == "2026/04/01 00:00"
    assert table_date(midnight) == "2026/04/01"
    assert iso_jst(midnight) == "2026-04-01T00:00:00+09:00"


def test_a_moment_without_a_zone_is_not_guessed() -> None:
    with pytest.raises(ValueError, match="time zone"):
        instant(datetime(2026, 4, 1))  # noqa: DTZ001  # the naive moment is the point


@pytest.mark.shows("UX-02")
@pytest.mark.parametrize(
    ("day", "long", "short"),
    [
        (date(2026, 4, 1), "令和8年4月1日", "R8.4.1"),
        (date(2019, 5, 1), "令和元年5月1日", "R1.5.1"),
        (date(2019, 4, 30), "平成31年4月30日", "H31.4.30"),
        (date(1989, 1, 7), "昭和64年1月7日", "S64.1.7"),
        (date(1926, 12, 24), "大正15年12月24日", "T15.12.24"),
        (date(1912, 7, 29), "明治45年7月29日", "M45.7.29"),
        (date(1872, 12, 31), "1872年12月31日", "1872年12月31日"),
    ],
)
def test_eras_begin_on_their_days(day: date, long: str, short: str) -> None:
    assert wareki(day) == long
    assert wareki_short(day) == short


def test_yen_are_grouped_and_keep_their_sign() -> None:
    assert yen(1_234_567) == "¥1,234,567"
    assert yen(0) == "¥0"
    assert yen(-500) == "-¥500"


@pytest.mark.parametrize(
    ("company", "letter"),
    [
        ("株式会社サンプル", "サ"),
        ("サンプル株式会社", "サ"),
        ("一般社団法人 日本契約協会", "日"),
        ("株式会社", "株"),
    ],
)
def test_a_sender_is_known_by_the_first_letter_of_its_own_name(company: str, letter: str) -> None:
    assert sender_initial(company) == letter


def test_every_stage_and_every_party_state_has_its_word(small_app: Flask) -> None:
    assert set(Stage) <= set(STAGES)
    assert set(Progress) <= set(PARTY_STATES)
    with small_app.test_request_context():
        assert str(stage_label(Stage.AWAITING_OTHER)) == "送信先署名待ち"
