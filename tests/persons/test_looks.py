"""The pages of requests, as a browser shows them."""

from playwright.sync_api import Browser

from tests.desk.serving import faults_of
from tests.desk.site import Clerk
from tests.persons.asking import LIST, asks, erases
from tests.persons.conftest import AUDITOR


def test_every_page_of_requests_is_clean_on_a_desktop_and_a_phone(
    browser: Browser, auditor: Clerk, served: str
) -> None:
    erasure, disclosure = asks(auditor, "erasure"), asks(auditor, "disclosure")
    erases(auditor, erasure)
    wanted = [LIST, f"{LIST}/new", erasure, disclosure]
    wanted += [f"{erasure}/{page}" for page in ("erasure", "erasure/confirmation", "letter", "withdrawal")]
    assert faults_of(browser, served, AUDITOR, wanted) == []
