"""The boxes of a new version in a browser: what was settled stays, what was placed is placed again."""

import threading
from collections.abc import Iterator
from io import BytesIO

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from database.spots import spots_of
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from tests.desk.test_looks import enter
from tests.placing.drafts import LEGAL, Draft
from tests.placing.revising import A5, OWN, SEAL, TEXT, newest, pages, sent_back_with_boxes
from tests.shell.looking import listen, overflow, small_targets, violations


@pytest.fixture
def base(site: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, site, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.shows("AD-04")
def test_the_owner_checks_the_boxes_of_a_new_version_and_comes_back_to_the_answer(
    desktop_page: Page, base: str, clerk: Clerk, office: Office, draft: Draft
) -> None:
    sent = sent_back_with_boxes(clerk, office, draft)
    case, page = f"/contracts/{sent.contract}", desktop_page
    clerk.opens(case)
    paper = (BytesIO(pages(A5, A5)), "v2.pdf")
    clerk.sends(
        f"{case}/rounds", **{"round-file": paper, "round-reply": "直しました。", "intent": "placement"}
    )
    heard = listen(page)
    enter(page, base, LEGAL)
    page.wait_for_url(lambda url: "sign-in" not in url)
    page.goto(f"{base}{case}")
    looks(page)
    page.get_by_role("link", name="新しい版で署名位置を確認する").click()
    expect(page.locator("[data-placing]")).to_have_attribute("data-state", "ready")
    looks(page)
    page.locator(f'[data-box="{TEXT}"]').focus()
    for act in ("copy", "duplicate"):
        expect(page.locator(f'[data-placing-do="{act}"]')).to_be_hidden()
    expect(page.locator("[data-placing-input]")).to_be_hidden()
    page.keyboard.press("Control+d")
    page.keyboard.press("Delete")
    page.locator(f'[data-waiting="{TEXT}"]').click()
    page.get_by_role("button", name="保存して回答に進む").click()
    page.wait_for_url(f"{base}{case}#answer")
    with office.opened.database.reading() as session:
        placed = {one.id: one.page for one in spots_of(session, newest(session, sent)) if one.page}
    assert placed == {OWN: 1, TEXT: 1, SEAL: 2}
    page.set_viewport_size({"width": 360, "height": 640})
    looks(page)
    assert heard == []


def looks(page: Page) -> None:
    assert (violations(page), overflow(page), small_targets(page)) == ([], 0, [])
