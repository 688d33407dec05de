"""The company's account in a browser: over another site and back, and how the pages look."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from tests.conftest import HABITS, PATIENCE_MS
from tests.desk.test_looks import enter, faults
from tests.shell.looking import listen
from tests.sso.company import SETTINGS
from webapp.parts import EXTENSION

BUTTON = "会社のアカウントでログイン"


@pytest.fixture
def served(company: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, company, threaded=True)
    base = f"http://127.0.0.1:{server.server_port}"
    known = company.extensions[EXTENSION]
    company.extensions[EXTENSION] = replace(known, settings=replace(known.settings, base_url=base))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield base
    server.shutdown()
    thread.join()
    server.server_close()


def comes_in(page: Page, served: str) -> list[str]:
    heard = listen(page)
    page.goto(f"{served}/sign-in")
    found = faults(page, heard)
    page.get_by_role("link", name=BUTTON).click()
    found += faults(page, heard)
    page.get_by_label("会社のメールアドレス").fill("viewer@sample.example")
    page.get_by_role("button", name="次へ").click()
    page.wait_for_url(f"{served}/")
    page.goto(f"{served}/sign-in/company/return")
    return found + [one for one in faults(page, heard) if "403" not in one]


def sets_up(page: Page, served: str) -> list[str]:
    heard = listen(page)
    enter(page, served, "admin@sample.example")
    page.goto(f"{served}{SETTINGS}")
    found = faults(page, heard)
    page.get_by_role("button", name="ログインを試す").click()
    page.get_by_text("お試しに成功しました").wait_for()
    found += faults(page, heard)
    page.get_by_role("link", name="会社のアカウントだけにする").click()
    return found + faults(page, heard)


def test_a_browser_goes_to_another_site_and_back_and_every_page_is_clean(
    browser: Browser, served: str
) -> None:
    found = []
    for walk, (width, height) in ((comes_in, (360, 640)), (sets_up, (1280, 900))):
        context = browser.new_context(viewport={"width": width, "height": height}, **HABITS)  # type: ignore[arg-type]  # one habit table for every page
        context.set_default_timeout(PATIENCE_MS)
        found += walk(context.new_page(), served)
        context.close()
    assert found == []
