import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from tests.counterparty.office import Office
from tests.counterparty.planning import CODE, Plan
from tests.shell.looking import overflow, small_targets, violations

PHONE = {"width": 360, "height": 640}


@pytest.fixture
def served(site: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, site, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def look(page: Page) -> None:
    assert overflow(page) == 0
    assert small_targets(page) == []
    assert violations(page) == []


@pytest.mark.shows("IM-53", "UX-22")
def test_the_whole_way_fits_a_phone_and_is_clean_for_everybody(
    office: Office, served: str, phone_page: Page
) -> None:
    sent = office.sent(
        Plan(code=CODE, hint="生年月日8桁"), Plan(name="鈴木 花子", order=2), Plan(name="高橋 次郎")
    )
    phone_page.goto(f"{served}/c/l/{office.link(sent.parties[0])}")
    look(phone_page)
    press(phone_page, "利用規約に同意して確認")
    look(phone_page)
    phone_page.get_by_label("アクセスコード", exact=True).fill(CODE)
    press(phone_page, "次へ")
    expect(phone_page.locator("[data-viewer]")).to_have_attribute("data-state", "ready")
    look(phone_page)
    press(phone_page, "次へ")
    press(phone_page, "印影を作成")
    look(phone_page)
    press(phone_page, "最終プレビュー")
    expect(phone_page.locator("[data-viewer]")).to_have_attribute("data-state", "ready")
    look(phone_page)
    press(phone_page, "締結を確定")
    look(phone_page)
    press(phone_page, "同意して締結を確定")
    expect(phone_page.get_by_text("まだ締結ではありません")).to_be_visible()
    look(phone_page)


@pytest.mark.shows("CS-14", "CL-04")
def test_without_javascript_the_pictures_stand_in_and_the_way_is_the_same(
    office: Office, served: str, browser: Browser
) -> None:
    sent = office.sent(Plan(imprint=False))
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]  # a plain table of two numbers
    page = context.new_page()
    page.goto(f"{served}/c/l/{office.link(sent.parties[0])}")
    press(page, "利用規約に同意して確認")
    expect(page.locator(".viewer__picture")).to_have_count(1)
    page.get_by_role("button", name="すべて見る").click()
    expect(page.locator(".viewer__picture")).to_have_count(3)
    press(page, "次へ")
    press(page, "締結を確定")
    press(page, "同意して締結を確定")
    expect(page.get_by_text("締結処理中です")).to_be_visible()
    context.close()
