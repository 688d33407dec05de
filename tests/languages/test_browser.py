"""English words are longer: every page still fits a desktop and a phone, and is clean to axe."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from database.people import User
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.counterparty.scene import served_site
from tests.desk.cases import sent_back, sent_by
from tests.desk.site import PASSWORD, Clerk
from tests.shell.looking import overflow, small_targets, violations

STAFF = ("/", "/contracts", "/approvals", "/drafts", "/drafts/new")


@pytest.fixture(params=["desktop_page", "phone_page"])
def page(request: pytest.FixtureRequest) -> Page:
    page: Page = request.getfixturevalue(request.param)
    return page


@pytest.fixture
def address(site: Flask) -> Iterator[str]:
    with served_site(site) as base:
        yield base


def look(page: Page) -> None:
    assert violations(page) == [], page.url
    assert overflow(page) == 0, page.url
    assert small_targets(page) == [], page.url


def chooses_english(page: Page) -> None:
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.shows("MK-68", "UX-22")
def test_the_desk_in_english_fits_and_is_clean(
    page: Page, address: str, clerk: Clerk, office: Office, person: User
) -> None:
    draft, case = clerk.drafts(), sent_by(clerk, office)
    sent_back(office, case)
    page.goto(f"{address}/sign-in")
    chooses_english(page)
    look(page)
    page.get_by_label("Email address or login ID").fill(person.mail)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    for path in (*STAFF, f"/drafts/{draft}", f"/drafts/{draft}/confirmation", f"/contracts/{case.contract}"):
        page.goto(f"{address}{path}")
        look(page)


@pytest.mark.shows("MK-68", "UX-22")
def test_the_counterpartys_way_in_english_fits_and_is_clean(page: Page, address: str, office: Office) -> None:
    sent = office.sent(Plan("Ichiro Sato", role="Tenant"), Plan("Hanako Suzuki", order=2), title="Lease")
    page.goto(f"{address}/c/l/{office.link(sent.parties[0])}")
    chooses_english(page)
    look(page)
    for label in ("Accept the terms and review", "Next", "Make seal imprint", "Final preview"):
        page.get_by_role("button", name=label, exact=True).click()
        page.wait_for_load_state()
        look(page)
    page.get_by_role("button", name="Confirm conclusion", exact=True).click()
    look(page)
    page.get_by_role("button", name="Agree and confirm conclusion", exact=True).click()
    expect(page.get_by_text("The contract is not concluded yet.")).to_be_visible()
    look(page)
