"""The pages of users, security and announcements, as a browser shows them."""

import threading
from collections.abc import Iterator
from io import BytesIO

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from contracts.roles import Role
from tests.access.house import House
from tests.desk.serving import signed_in
from tests.desk.site import Clerk
from tests.desk.test_looks import faults_at_sizes
from tests.people.test_importing import BAD, GOOD
from tests.people.test_users import user
from tests.shell.looking import listen

LONG = "ながいなまえのひと 勘解由小路左衛門尉藤原朝臣"


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
    house.enters("viewer@sample.example", Role.VIEWER)
    house.enters("leaver@sample.example", Role.LEGAL)
    sent = house.office.sent()
    house.changes(sent.contract, owner_id=user(house, "leaver@sample.example").id)
    administrator.opens("/users/new")
    administrator.sends(
        "/users/new", name=LONG, mail="a-very-long-address-of-somebody@sample.example", language="ja"
    )
    administrator.opens("/announcements")
    administrator.sends("/announcements", title="年末年始の対応", body="12月29日から休みます。")
    leaver = f"/users/{user(house, 'leaver@sample.example').public_id}"
    lists = ["/users", "/users/new", "/users/import", "/security", "/limits", "/help-contacts", "/setup"]
    own = ["/own-settings/second-factor", "/own-settings"]
    return [
        *lists,
        "/announcements",
        leaver,
        f"{leaver}/departure",
        f"{leaver}/password",
        f"{leaver}/return",
        *own,
    ]


def looks(page: Page, served: str, wanted: list[str], heard: list[str]) -> list[str]:
    found = []
    for path in wanted:
        page.goto(f"{served}{path}")
        found += faults_at_sizes(page, heard)
    for text in (GOOD, BAD):
        page.goto(f"{served}/users/import")
        sheet = {"name": "people.csv", "mimeType": "text/csv", "buffer": BytesIO(text.encode()).read()}
        page.set_input_files("input[type=file]", sheet)  # type: ignore[arg-type]  # a FilePayload
        page.get_by_role("button", name="内容を確認する").click()
        found += faults_at_sizes(page, heard)
    return found


def test_every_page_of_users_is_clean_on_a_desktop_and_a_phone(
    browser: Browser, house: House, administrator: Clerk, served: str
) -> None:
    wanted = paths(house, administrator)
    page = signed_in(browser, served, "admin@sample.example")
    assert looks(page, served, wanted, listen(page)) == []
    page.context.close()
