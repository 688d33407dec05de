"""The pages of groups, folders, tags and rights, as a browser shows them."""

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from contracts.roles import Role
from tests.access.house import House
from tests.desk.serving import signed_in
from tests.desk.site import Clerk
from tests.desk.test_looks import faults_at_sizes
from tests.shell.looking import listen


@pytest.fixture
def served(house: House) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, house.site, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def paths(house: House, administrator: Clerk) -> list[str]:
    group = house.group("東京支店 営業部", "admin@sample.example")
    top = house.folder("賃貸借契約", {group: "editor", None: "visitor"})
    house.folder("青葉台レジデンス（管理受託分・二〇二六年度更新予定）", parent=top)
    sent = house.office.sent()
    page = f"/contracts/{sent.contract}"
    administrator.opens(f"{page}/placement")
    administrator.sends(f"{page}/placement", folder=top.public_id, tags="東京支店 更新あり")
    tag = administrator.opens("/tags").text.split('href="/tags/')[1].split('"')[0]
    ledger = ["/ledger", "/ledger/import"]
    lists = ["/groups", "/folders", "/tags", "/rights", "/folders/import", "/tasks", *ledger]
    one = [f"/groups/{group.public_id}", f"/folders/{top.public_id}", f"/tags/{tag}"]
    parts = ("", "/placement", "/access", "/confidentiality", "/metadata", "/metadata/history", "/flag")
    case = [f"{page}{part}" for part in parts]
    return [*lists, *one, f"/folders/{top.public_id}/deletion", *case]


def test_every_page_of_the_shelves_is_clean_on_a_desktop_and_a_phone(
    browser: Browser, house: House, administrator: Clerk, served: str
) -> None:
    house.enters("viewer@sample.example", Role.VIEWER)
    wanted, found = paths(house, administrator), []
    page = signed_in(browser, served, "admin@sample.example")
    heard = listen(page)
    for path in wanted:
        page.goto(f"{served}{path}")
        for fold in page.locator("details.fold:not([open]) > summary").all()[:1]:
            fold.click()
        found += faults_at_sizes(page, heard)
    page.context.close()
    assert found == []
