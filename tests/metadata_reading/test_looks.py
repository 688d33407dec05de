"""The page of what was read, as a browser shows it."""

import pytest
from playwright.sync_api import Browser

from tests.counterparty.office import Office
from tests.desk.conftest import LEGAL
from tests.desk.serving import faults_of
from tests.desk.site import Clerk
from tests.metadata_reading.reading import answers, imported, is_read, page_of


@pytest.mark.shows("MK-30")
def test_the_pages_of_what_was_read_are_clean_on_a_desktop_and_a_phone(
    browser: Browser, clerk: Clerk, office: Office, served: str
) -> None:
    read = imported(clerk, office)
    done = imported(clerk, office, "秘密保持契約書", "契約締結日：2026年3月1日", name="scan002.pdf")
    is_read(office)
    answers(clerk, done)
    waits = imported(clerk, office, "覚書", name="scan003.pdf")
    wanted = [f"{page_of(read)}?queue=yes", page_of(done), page_of(waits), f"/contracts/{read}"]
    wanted += ["/contracts?unconfirmed=yes"]
    assert faults_of(browser, served, LEGAL, wanted) == []
