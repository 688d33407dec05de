"""A contract goes through its route in browsers, back to the first step, and out to the signer."""

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from tests.approval.staffed import CHIEF, DEPUTY, DIRECTOR, MANAGER, Staffed, mail_of
from tests.conftest import HABITS, PATIENCE_MS
from tests.counterparty.office import Office
from tests.desk.conftest import LEGAL
from tests.desk.site import PASSWORD
from tests.shell.looking import overflow, small_targets, violations

TITLE = "業務委託契約書（広告運用）"


@pytest.fixture
def address(house: Staffed) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, house.site, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


class Desk:
    """The browsers of the people of the house, one for each."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser, self._address = browser, address
        self._pages: dict[str, Page] = {}

    def page(self, mail: str) -> Page:
        if mail not in self._pages:
            context = self._browser.new_context(viewport={"width": 1280, "height": 900}, **HABITS)  # type: ignore[arg-type]  # one habit table for every page
            context.set_default_timeout(PATIENCE_MS)
            page = self._pages[mail] = context.new_page()
            page.goto(f"{self._address}/sign-in")
            page.get_by_label("メールアドレスまたはログインID").fill(mail)
            page.get_by_label("パスワード").fill(PASSWORD)
            page.get_by_role("button", name="ログイン").click()
        return self._pages[mail]

    def opens_the_case(self, who: str) -> Page:
        page = self.page(mail_of(who))
        page.goto(f"{self._address}/tasks")
        page.get_by_role("link", name=TITLE).click()
        return page

    def approves(self, who: str, comment: str = "") -> None:
        page = self.opens_the_case(who)
        page.get_by_label("コメント").fill(comment)
        page.get_by_role("button", name="承認する").click()
        expect(page.get_by_text("承認しました。")).to_be_visible()

    def closes(self) -> None:
        for page in self._pages.values():
            page.context.close()


@pytest.fixture
def desk(browser: Browser, address: str) -> Iterator[Desk]:
    desk = Desk(browser, address)
    yield desk
    desk.closes()


@pytest.mark.shows("MK-48", "MK-46")
@pytest.mark.usefixtures("clerk")
def test_two_steps_a_return_to_the_first_a_delegate_and_then_the_request_is_sent(
    house: Staffed, office: Office, desk: Desk, address: str
) -> None:
    house.routed(
        house.step("課長の承認", MANAGER),
        house.step("部長・役員の承認", CHIEF, DIRECTOR, DEPUTY, rule="majority"),
    )
    case = house.submitted(TITLE)
    desk.approves(MANAGER, "金額を確認しました。")
    page = desk.opens_the_case(DIRECTOR)
    page.get_by_label("差し戻し先").select_option(label="段階1　課長の承認")
    page.get_by_label("差し戻し理由").fill("相手方の与信を確かめてください。")
    assert (violations(page), overflow(page), small_targets(page)) == ([], 0, [])
    page.get_by_role("button", name="差し戻しする").click()
    page = desk.opens_the_case(MANAGER)
    expect(page.get_by_text("相手方の与信を確かめてください。")).to_be_visible()
    desk.approves(MANAGER, "与信を確認しました。")
    _names_a_delegate(desk.page(mail_of(CHIEF)), address, house)
    page = desk.opens_the_case(DEPUTY)
    page.get_by_label("どなたとして").first.select_option(label="部長 二郎 様の代理として")
    page.get_by_role("button", name="承認する").click()
    assert office.contract(case).stage == "awaiting_approval"
    desk.approves(DIRECTOR)
    assert office.contract(case).stage == "awaiting_other"
    office.prepare(case)
    sender = desk.page(LEGAL)
    sender.goto(f"{address}/contracts/{case.contract}")
    steps = sender.locator("#approval-steps")
    expect(steps.get_by_text("代理 四朗 様が代理で回答")).to_be_visible()
    expect(steps.get_by_text("承認は不要になりました")).to_be_visible()
    assert office.contract(case).due is not None


def _names_a_delegate(page: Page, address: str, house: Staffed) -> None:
    page.goto(f"{address}/own-settings/delegations")
    page.get_by_label("代理の方").select_option(label="代理 四朗")
    day = house.today.strftime("%Y/%m/%d")
    page.get_by_label("代理の初日").fill(day)
    page.get_by_label("代理の最終日").fill(day)
    page.get_by_role("button", name="代理を設定する").click()
    expect(page.get_by_text("代理 四朗 様を、承認の代理に設定しました。")).to_be_visible()
