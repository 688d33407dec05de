"""一斉送信 in a browser, from the file to the results, without a fault of axe on a desktop and a phone."""

import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect
from werkzeug.serving import make_server

from tests.bulk.filling import PAGE, a_file, a_row, run_kept
from tests.bulk.test_sending import works
from tests.conftest import HABITS, PATIENCE_MS
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from tests.shell.looking import overflow, small_targets, violations
from webapp.shell.cookies import cookie_name

WIDTHS = (1280, 360)
ROWS = (
    a_row("甲山商事", 金額="1,200,000円"),
    a_row("乙川工業", 氏名="", メール="乙川"),
    a_row("丙田物産", アクセスコード="0012"),
    a_row("丁野サービス"),
)


@pytest.fixture
def context(site: Flask, browser: Browser, clerk: Clerk) -> Iterator[BrowserContext]:
    """A browser with the clerk's session, at the site's own address."""
    server = make_server("127.0.0.1", 0, site, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    base = f"http://127.0.0.1:{server.server_port}"
    context = browser.new_context(base_url=base, **HABITS)  # type: ignore[arg-type]  # one habit table for every page
    context.set_default_timeout(PATIENCE_MS)
    with site.test_request_context():
        name = cookie_name("staff")
    held = clerk.client.get_cookie(name)
    assert held is not None
    context.add_cookies([{"name": name, "value": held.value, "url": base}])
    yield context
    context.close()
    server.shutdown()
    thread.join()
    server.server_close()


def is_clean(page: Page) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert (violations(page), overflow(page), small_targets(page)) == ([], 0, [])
    page.set_viewport_size({"width": WIDTHS[0], "height": 800})


@pytest.mark.shows("MK-51", "UX-22")
def test_a_file_is_brought_looked_at_sent_without_its_bad_row_and_its_results_are_read(
    context: BrowserContext, office: Office
) -> None:
    page = context.new_page()
    page.goto(f"{PAGE}/new")
    page.get_by_role("link", name="NDA ひな形").click()
    is_clean(page)
    file = {"name": "取引先.csv", "mimeType": "text/csv", "buffer": a_file(*ROWS)}
    page.get_by_label("CSVファイル").set_input_files(file)  # type: ignore[arg-type]  # a file as a mapping
    page.get_by_role("button", name="取り込んで確認へ").click()
    expect(page.get_by_text("1行にエラーがあります")).to_be_visible()
    is_clean(page)
    page.get_by_role("link", name="4行目").click()
    expect(page.get_by_text("株式会社丙田物産 秘密保持契約書")).to_be_visible()
    is_clean(page)
    page.go_back()
    page.get_by_role("button", name="正しい3件だけを送信する").click()
    expect(page.get_by_text("0／3件まで終わりました")).to_be_visible()
    works(office, times=1)
    expect(page.get_by_text("1／3件まで終わりました")).to_be_visible()
    is_clean(page)
    assert works(office).finished
    expect(page.get_by_text("3／3件まで終わりました")).to_be_visible()
    is_clean(page)
    assert page.url.endswith(run_kept(office).public_id)
    page.get_by_role("link", name="一斉送信").last.click()
    page.get_by_role("row").nth(1).get_by_role("link").click()
    page.get_by_role("cell", name="送信済み").first.wait_for()
