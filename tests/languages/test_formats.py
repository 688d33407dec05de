"""Days, moments and money as each language writes them, all in Japan's time."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask_babel import force_locale

from tests.shell.small_app import create_small_app
from webapp.texts.dates import instant, iso_jst, prose_date, table_date
from webapp.texts.money import yen
from webapp.texts.names import listed
from webapp.texts.wareki import wareki

MIDNIGHT = datetime(2026, 3, 31, 15, 0, tzinfo=UTC)


@pytest.fixture
def site() -> Flask:
    return create_small_app()


@pytest.mark.shows("UX-01", "UX-05")
def test_english_days_and_moments_name_their_month_and_their_zone(site: Flask) -> None:
    with site.test_request_context(), force_locale("en"):
        assert prose_date(date(2026, 4, 1)) == "1 April 2026"
        assert table_date(date(2026, 4, 1)) == "2026/04/01"
        assert instant(MIDNIGHT) == "2026/04/01 00:00 JST"
        assert iso_jst(MIDNIGHT) == "2026-04-01T00:00:00+09:00"


@pytest.mark.shows("UX-02", "UX-13")
def test_english_money_names_its_currency_and_an_era_its_western_year(site: Flask) -> None:
    with site.test_request_context(), force_locale("en"):
        assert yen(1234567) == "JPY 1,234,567"
        assert yen(-1) == "-JPY 1"
        assert wareki(date(2019, 5, 1)) == "1 May 2019 (Reiwa 1)"
        assert listed(["A", "B"]) == "A, B"


def test_the_same_texts_are_japanese_for_a_japanese_reader(site: Flask) -> None:
    with site.test_request_context(), force_locale("ja"):
        assert (prose_date(MIDNIGHT), instant(MIDNIGHT)) == ("2026年4月1日", "2026/04/01 00:00")
        assert (yen(1234567), listed(["甲", "乙"])) == ("¥1,234,567", "甲、乙")
