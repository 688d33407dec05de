"""What tells of timestamps and of the tax law, as a browser shows it."""

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from database.queries import unstamped
from tests.access.house import House
from tests.desk.cases import agreed_by, sent_by
from tests.desk.serving import faults_of
from tests.desk.site import Clerk


@pytest.fixture
def served(house: House) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, house.site, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.shows("LW-11")
def test_readyz_says_that_timestamps_are_late_and_that_everything_else_goes_on(
    house: House, administrator: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = sent_by(administrator, house.office)
    assert administrator.client.get("/readyz").get_json()["timestamps"]
    agreed_by(house.office, sent)
    monkeypatch.setattr(unstamped, "LATE_AFTER", timedelta(seconds=-1))
    answer = administrator.client.get("/readyz")
    assert (answer.status_code, answer.get_json()["timestamps"]) == (200, False)
    assert administrator.opens(f"/contracts/{sent.contract}").status_code == 200


def test_what_waits_for_a_timestamp_and_the_tax_records_are_clean_on_a_desktop_and_a_phone(
    browser: Browser, house: House, administrator: Clerk, served: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = sent_by(administrator, house.office)
    agreed_by(house.office, sent)
    monkeypatch.setattr(unstamped, "LATE_AFTER", timedelta(seconds=-1))
    page_of = f"/contracts/{sent.contract}"
    wanted = [
        "/",
        "/tax-records",
        "/contracts?unstamped=yes&kept_as=electronic",
        page_of,
        f"{page_of}/placement",
    ]
    assert faults_of(browser, served, "admin@sample.example", wanted) == []
