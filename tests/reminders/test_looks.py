"""期限・リマインド as a browser shows it, on a desktop and on a phone."""

import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from tests.counterparty.office import Office
from tests.desk.conftest import LEGAL
from tests.desk.serving import faults_of
from tests.desk.site import Clerk
from tests.reminders.test_pages import chooses, in_days, waiting
from webapp.texts.dates import table_date


@pytest.fixture
def base(site: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, site, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def pages(clerk: Clerk, office: Office) -> tuple[str, ...]:
    """A draft with days and reminders, and a contract that waits for its parties."""
    page = waiting(clerk, office)
    draft = clerk.drafts("定期建物賃貸借契約書")
    chooses(clerk, draft, last_day=table_date(in_days(office, 30)), reminders="closing")
    return (f"/drafts/{draft}", f"/drafts/{draft}/simulation", page, f"{page}/deadline")


def test_the_pages_of_deadlines_are_whole_on_a_desktop_and_on_a_phone(
    browser: Browser, base: str, pages: tuple[str, ...]
) -> None:
    assert faults_of(browser, base, LEGAL, pages) == []
