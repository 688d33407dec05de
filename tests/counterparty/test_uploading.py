"""Handing in on a phone with JavaScript: the bar's words, a lost connection, a double tap."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from database.document import SubmittedFile
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.counterparty.scene import served_site
from tests.counterparty.site import create_site
from tests.counterparty.test_documents import photo

HEIC = (Path(__file__).parent / "papers" / "licence.heic").read_bytes()


@pytest.mark.shows("IM-43")
def test_a_lost_connection_keeps_the_chosen_files_and_a_double_tap_hands_each_in_once(
    office: Office, phone_page: Page
) -> None:
    sent = office.sent(Plan(imprint=False, documents=("住民票",)))
    page = phone_page
    with served_site(create_site(office)) as base:
        page.goto(f"{base}/c/l/{office.link(sent.parties[0])}")
        page.get_by_role("button", name="利用規約に同意して確認").click()
        expect(page.locator("[data-viewer]")).to_have_attribute("data-state", "ready")
        page.get_by_role("button", name="次へ").click()
        expect(page.get_by_label("またはカメラで撮影")).to_be_visible()
        files = [
            {"name": "表.jpg", "mimeType": "image/jpeg", "buffer": photo()},
            {"name": "裏.HEIC", "mimeType": "image/heic", "buffer": HEIC},
        ]
        page.get_by_label("提出するファイル").set_input_files(files)  # type: ignore[arg-type]  # FilePayload
        page.route("**/c/documents/*", lambda route: route.abort())
        page.get_by_role("button", name="提出する", exact=True).click()
        expect(page.locator("[data-upload-status]")).to_contain_text("通信が切れました")
        page.unroute("**/c/documents/*")
        page.get_by_role("button", name="提出する", exact=True).dblclick()
        expect(page.get_by_text("裏.jpg").first).to_be_visible()
        page.goto("about:blank")
    with office.opened.database.reading() as session:
        kept = [row.filename for row in session.query(SubmittedFile).order_by(SubmittedFile.id)]
    assert kept == ["表.jpg", "裏.jpg"]
