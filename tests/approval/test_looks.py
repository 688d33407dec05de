"""Routes and delegations on a phone: nothing overflows, nothing is too small, axe finds nothing."""

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from werkzeug.serving import make_server

from tests.approval.staffed import ADMINISTRATOR, CHIEF, DEPUTY, DIRECTOR, MANAGER, Staffed, mail_of
from tests.desk.site import PASSWORD
from tests.shell.looking import overflow, small_targets, violations


@pytest.fixture
def address(house: Staffed) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, house.site, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.shows("UX-22")
def test_routes_and_delegations_are_clean_on_a_phone(phone_page: Page, address: str, house: Staffed) -> None:
    raised = house.step("部長・役員の承認", CHIEF, DIRECTOR, rule="majority", hours=24, seniors=[DEPUTY])
    route = house.routed(house.step("課長の承認", MANAGER), raised)
    house.delegates(ADMINISTRATOR, DEPUTY)
    page = phone_page
    page.goto(f"{address}/sign-in")
    page.get_by_label("メールアドレスまたはログインID").fill(mail_of(ADMINISTRATOR))
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="ログイン").click()
    tried = "/approval-routes/trial?contract_type=&amount=5&person="
    for path in ("/approval-routes", f"/approval-routes/{route}", tried, "/own-settings/delegations"):
        page.goto(f"{address}{path}")
        assert (violations(page), overflow(page), small_targets(page)) == ([], 0, []), path
