"""The archive as people see it: at a desk and on a phone."""

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page
from werkzeug.serving import make_server

from contracts.roles import Role
from search import finder_for, index_for
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.desk.conftest import LEGAL
from tests.desk.site import PASSWORD, hired
from tests.searching.archive import searched_with
from tests.searching.test_page import ends, sent, today
from tests.shell.looking import listen, overflow, small_targets, violations

WHOLE = "q=契約&counterparty=高島商事&expires_from=2026-01-01&expires_to=2036-12-31&stage=awaiting_other"


@pytest.fixture
def address(site: Flask, office: Office) -> Iterator[str]:
    hired(office, LEGAL, Role.LEGAL)
    settings = office.opened.settings
    index_for("whoosh", settings.index)
    searched_with(site, finder_for(settings.search, settings.index))
    server = make_server("127.0.0.1", 0, site, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def stocked(office: Office) -> Office:
    now = today(office)
    for title, company, days in (
        ("建物賃貸借契約書（新宿ビル３階）の更新に関する合意書", "株式会社髙島商事", 12),
        ("秘密保持契約書", "高島商事㈱", 45),
        ("業務委託基本契約書", "ABC家賃保証株式会社", -3),
        ("保守契約書（サーバー）", "株式会社マネー・フォワードテクノロジーソリューションズ", 400),
    ):
        sent(office, title, company, now + timedelta(days=days))
    office.sent(Plan(), title="覚書")
    ends(office, "覚書", now)
    return office


def enter(page: Page, address: str) -> None:
    page.goto(f"{address}/sign-in")
    page.get_by_label("メールアドレスまたはログインID").fill(LEGAL)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="ログイン").click()


@pytest.mark.shows("UX-04")
@pytest.mark.usefixtures("stocked")
def test_a_manager_narrows_the_archive_and_takes_it_back(desktop_page: Page, address: str) -> None:
    page = desktop_page
    heard = listen(page)
    enter(page, address)
    page.goto(f"{address}/contracts")
    page.get_by_label("キーワード").fill("高島商事")
    page.get_by_label("キーワード").press("Enter")
    assert page.locator("main tbody tr:not(.table__under)").count() == 2
    page.get_by_role("link", name="30日以内").first.click()
    assert page.locator("main tbody tr:not(.table__under)").count() == 1
    page.get_by_role("link", name="キーワード 高島商事 （この条件を外す）").click()
    assert page.locator("main tbody tr:not(.table__under)").count() == 2
    page.locator("summary", has_text="絞り込み").click()
    page.get_by_role("combobox", name="相手方", exact=True).fill("(株)髙島商事")
    page.get_by_role("button", name="この条件で絞り込む").click()
    assert page.locator("main tbody tr:not(.table__under)").count() == 1
    page.get_by_role("link", name="すべて解除").click()
    assert page.locator("main tbody tr:not(.table__under)").count() == 5
    assert heard == []


@pytest.mark.shows("UX-22")
@pytest.mark.usefixtures("stocked")
@pytest.mark.parametrize("query", ["", WHOLE, "expires_from=いつか", "q=ない", "q=契約&size=50&order=ends"])
def test_the_archive_fits_every_screen_and_is_clean_to_axe(
    desktop_page: Page, phone_page: Page, address: str, query: str
) -> None:
    for page in (desktop_page, phone_page):
        enter(page, address)
        page.goto(f"{address}/contracts?{query}")
        assert violations(page) == []
        assert overflow(page) == 0
        assert small_targets(page) == []
