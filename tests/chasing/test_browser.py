"""署名再依頼 by clicking labels, on a desktop and on a phone."""

import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect
from werkzeug.serving import make_server

from contracts.roles import Role
from tests.conftest import HABITS, PATIENCE_MS
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.desk.conftest import LEGAL
from tests.desk.site import hired
from tests.desk.test_browser import enter
from tests.desk.test_places import agrees
from tests.shell.looking import overflow, small_targets, violations

WINDOWS = {1280: 900, 360: 640}


@pytest.fixture
def address(site: Flask, office: Office) -> Iterator[str]:
    hired(office, LEGAL, Role.LEGAL)
    server = make_server("127.0.0.1", 0, site, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.shows("IM-76", "IM-77", "IM-78")
@pytest.mark.parametrize("width", WINDOWS)
def test_a_party_is_asked_again_at_another_address(
    browser: Browser, address: str, office: Office, width: int
) -> None:
    sent = office.sent(Plan(), Plan(name="鈴木 花子"))
    agrees(office, sent, sent.parties[0])
    context = browser.new_context(viewport={"width": width, "height": WINDOWS[width]}, **HABITS)  # type: ignore[arg-type]  # one habit table for every page
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    enter(page, address)
    page.goto(f"{address}/contracts/{sent.contract}")
    page.get_by_role("link", name="署名再依頼").click()
    expect(page.get_by_label("再依頼する")).to_be_checked()
    page.get_by_label("メールアドレス").fill("")
    page.get_by_role("button", name="再依頼の確認へ").click()
    expect(page.get_by_label("メールアドレス")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("メールアドレス").fill("hanako@new.example.jp")
    faults = [*violations(page), *small_targets(page), overflow(page)]
    page.get_by_role("button", name="再依頼の確認へ").click()
    expect(page.get_by_role("cell", name="party2@example.com")).to_be_visible()
    faults += [*violations(page), *small_targets(page), overflow(page)]
    page.get_by_role("button", name="再依頼する").click()
    expect(page.get_by_role("status")).to_contain_text("署名を再依頼しました")
    assert faults == [0, 0]
    assert office.party(sent.parties[1]).mail == "hanako@new.example.jp"
    context.close()
