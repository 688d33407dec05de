"""The dashboards as a browser shows them, with numbers and without."""

from datetime import date

from playwright.sync_api import Browser

from tests.counterparty.office import Office
from tests.dashboards.test_page import concluded
from tests.desk.conftest import LEGAL
from tests.desk.serving import faults_of
from tests.desk.site import Clerk


def test_the_dashboards_are_clean_on_a_desktop_and_a_phone(
    browser: Browser, clerk: Clerk, office: Office, served: str
) -> None:
    clerk.opens("/dashboards")
    assert "まだ集計する契約がありません" in clerk.text
    for number in range(3):
        concluded(office, f"取引基本契約書{number}", ends_on=date(2026, 12, 10 + number))
    office.sent(title="長い名前の相手方との契約書")
    assert faults_of(browser, served, LEGAL, ["/dashboards", "/dashboards?period=last"]) == []
