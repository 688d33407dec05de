"""The pages about deadlines, as a browser shows them."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser

from contracts.life import civil_day
from database.engine import now_of
from tests.counterparty.office import Office
from tests.desk.gallery import LONG_TITLE
from tests.desk.serving import faults_of, served
from tests.desk.site import Clerk
from tests.watching.conftest import CHIEF
from tests.watching.living import living, looks

__all__ = ["served"]


def contents(office: Office, chief: Clerk) -> list[str]:
    """Fill the pages, and return their addresses."""
    with office.opened.database.reading() as session:
        now = now_of(session)
    today = civil_day(now)
    near = living(
        office, LONG_TITLE, today + timedelta(days=20), today + timedelta(days=9), number="2026-000001"
    )
    living(
        office, "保守契約", today + timedelta(days=150), today + timedelta(days=60), renewal_answer="renew"
    )
    living(office, "忘れられた契約", today + timedelta(days=400), reminder_at=now - timedelta(days=2))
    page = f"/contracts/{near}/deadline-reminders"
    chief.opens(page)
    chief.sends(page, anchor="ends_on", period="1か月")
    chief.opens("/company-holidays")
    chief.sends("/company-holidays", days=f"{date(today.year, 12, 29)}〜{date(today.year + 1, 1, 4)}")
    chief.opens("/own-settings/calendar")
    chief.sends("/own-settings/calendar")
    looks(office, now)
    trial = "begins=2026-04-01&first=1年&renews=1年&notice=3か月前&counts=yes&day=2027-01-10"
    return [
        *("/", "/deadlines", f"/deadlines/trial?{trial}", "/deadlines/trial?begins=x", page),
        *("/deadline-watch", "/company-holidays", "/own-settings/calendar"),
    ]


@pytest.mark.shows("UX-22")
def test_the_pages_about_deadlines_are_clean_on_a_desktop_and_on_a_phone(
    browser: Browser, served: str, office: Office, chief: Clerk
) -> None:
    assert faults_of(browser, served, CHIEF, contents(office, chief)) == []
