"""The pages of 横断閲覧, as a browser shows them."""

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from tests.access.house import House
from tests.desk.cases import concluded
from tests.desk.serving import faults_of
from tests.desk.site import Clerk
from tests.overview.group import AUDITOR, Group


@pytest.fixture
def served(house: House) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, house.site, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_every_page_of_both_sides_is_clean_on_a_desktop_and_a_phone(
    browser: Browser, group: Group, administrator: Clerk, served: str
) -> None:
    assert administrator is not None
    office = group.house.office
    sent, base = office.sent(), group.lets_look()
    office.sent(title="青葉台レジデンス二〇三号室 建物賃貸借契約書（管理受託分・二〇二六年度更新）")
    concluded(office, sent)
    sides = {
        AUDITOR: ["/overview", base, f"{base}?q=none", f"{base}/contracts/{sent.contract}"],
        "admin@sample.example": [
            "/overview/grants",
            "/overview/grants/new?code=x",
            f"/overview/grants/new?code={group.auditor.public_id}",
            "/audit",
        ],
    }
    found = [one for mail, paths in sides.items() for one in faults_of(browser, served, mail, paths)]
    assert found == []
