"""Every staff page in every state, as a browser shows it on a desktop, a tablet and a phone."""

import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from tests import databases
from tests.counterparty.founding import open_office
from tests.desk.gallery import APPROVER, LEGAL, Gallery, fill
from tests.desk.site import PASSWORD, create_desk
from tests.shell.looking import SIZES, at_sizes, listen, overflow, small_targets, violations

WIDTHS = {1280: 900, 768: 1024, 360: 640}
EXPECTED = ("status of 404", "status of 422")


class Look(NamedTuple):
    """One gallery under one address."""

    gallery: Gallery
    base: str

    def contract(self, name: str) -> str:
        return f"/contracts/{self.gallery.contracts[name]}"


@pytest.fixture(scope="module")
def look(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Look]:
    home = tmp_path_factory.mktemp("gallery") / "home"
    databases.copied(founded, home)
    office = open_office(home)
    site = create_desk(office)
    gallery = fill(office, site)
    server = make_server("127.0.0.1", 0, site, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Look(gallery, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(desktop_page: Page) -> Page:
    """One window for every width: see `at_sizes`."""
    return desktop_page


def enter(page: Page, base: str, mail: str) -> None:
    page.goto(f"{base}/sign-in")
    page.get_by_label("メールアドレスまたはログインID").fill(mail)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="ログイン").click()


def faults(page: Page, heard: list[str]) -> list[str]:
    """Return what is wrong with the page now open, once its document is drawn."""
    viewer = page.locator("[data-viewer]")
    if viewer.count():
        expect(viewer).to_have_attribute("data-state", "ready")
    found = [*violations(page), *small_targets(page)]
    if wide := overflow(page):
        found.append(f"{wide} pixels too wide")
    found += [one for one in heard if not any(words in one for words in EXPECTED)]
    heard.clear()
    width = (page.viewport_size or {"width": 0})["width"]
    return [f"{page.url} at {width}: {one}" for one in found]


def faults_at_sizes(page: Page, heard: list[str], sizes: Iterable[tuple[int, int]] = SIZES) -> list[str]:
    """Return what is wrong with the page now open at any of these sizes."""
    return [one for _ in at_sizes(page, sizes) for one in faults(page, heard)]


def at_every_width(page: Page, heard: list[str]) -> list[str]:
    return faults_at_sizes(page, heard, WIDTHS.items())


def seen(page: Page, look: Look, paths: tuple[str, ...]) -> list[str]:
    heard = listen(page)
    found = []
    for path in paths:
        page.goto(f"{look.base}{path}")
        found += at_every_width(page, heard)
    return found


@pytest.mark.shows("UX-22")
def test_home_and_lists_are_clean_at_every_width(page: Page, look: Look) -> None:
    enter(page, look.base, LEGAL)
    assert seen(page, look, ("/", "/approvals", "/contracts", "/drafts", "/contracts/none")) == []
    for width in (360, 768):
        page.set_viewport_size({"width": width, "height": WIDTHS[width]})
        page.goto(f"{look.base}/")
        page.get_by_role("button", name="メニュー").click()
        expect(page.get_by_role("link", name="文書管理")).to_be_visible()
        assert faults(page, []) == []


def test_the_three_steps_are_clean_at_every_width(page: Page, look: Look) -> None:
    enter(page, look.base, LEGAL)
    draft = f"/drafts/{look.gallery.draft}"
    four = f"/drafts/{look.gallery.bare_draft}?missing=yes"
    steps = ("/drafts/new", f"{draft}/document", draft, four, f"{draft}/confirmation", f"{draft}/deletion")
    assert seen(page, look, steps) == []


@pytest.mark.shows("IM-48")
def test_what_is_asked_of_a_signer_goes_out_of_sight_with_the_request_to_sign(page: Page, look: Look) -> None:
    enter(page, look.base, LEGAL)
    heard = listen(page)
    page.goto(f"{look.base}/drafts/{look.gallery.draft}")
    party = page.get_by_role("group", name="当事者1", exact=True)
    party.get_by_text("詳しい設定").click()
    for _ in at_sizes(page, WIDTHS.items()):
        for label in ("署名順", "書類1", "項目1"):
            expect(party.get_by_label(label).first).to_be_visible()
        page.evaluate("scrollTo(0, 0)")  # what lies under the bar of a phone is no target
        assert faults(page, heard) == []
    party.get_by_label("署名を依頼する").uncheck()
    for _ in at_sizes(page, WIDTHS.items()):
        for label in ("署名順", "書類1", "項目1"):
            expect(party.get_by_label(label).first).to_be_hidden()
        expect(party.get_by_label("メールアドレス")).to_be_visible()


def test_a_refused_file_is_told_beside_the_field_at_every_width(page: Page, look: Look) -> None:
    enter(page, look.base, LEGAL)
    heard = listen(page)
    page.goto(f"{look.base}/drafts/new")
    page.get_by_label("契約書のファイル").set_input_files(
        {"name": "見積.pdf", "mimeType": "application/pdf", "buffer": b"not a PDF"}
    )
    page.get_by_role("button", name="アップロード").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert at_every_width(page, heard) == []


def test_a_contract_is_clean_at_every_stage_and_width(page: Page, look: Look) -> None:
    enter(page, look.base, LEGAL)
    pages = tuple(look.contract(name) for name in look.gallery.contracts)
    assert seen(page, look, (*pages, f"{look.contract('waiting')}/withdrawal")) == []


def test_what_an_approver_decides_on_is_clean_at_every_width(page: Page, look: Look) -> None:
    enter(page, look.base, APPROVER)
    approval = look.contract("approval")
    assert seen(page, look, ("/", "/approvals", approval, f"{approval}/rejection")) == []


def test_a_folded_field_opens_with_the_keyboard_and_the_skip_link_leads_past_the_menu(
    desktop_page: Page, look: Look
) -> None:
    page = desktop_page
    enter(page, look.base, LEGAL)
    page.goto(f"{look.base}/drafts/{look.gallery.draft}")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="本文へ移動")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    code = page.get_by_label("アクセスコード", exact=False).first
    expect(code).to_be_hidden()
    page.locator("summary").filter(has_text="詳しい設定").first.press("Enter")
    expect(code).to_be_visible()


@pytest.mark.shows("IM-74")
def test_a_contract_prints_as_a_sheet_of_facts(desktop_page: Page, look: Look) -> None:
    page = desktop_page
    enter(page, look.base, LEGAL)
    page.goto(f"{look.base}{look.contract('concluded')}")
    expect(page.get_by_role("link", name="契約書ダウンロード").first).to_be_visible()
    page.emulate_media(media="print")
    for hidden in (".viewer", ".staff__menu", ".page-head .actions"):
        expect(page.locator(hidden)).to_be_hidden()
    for shown in ("当事者", "契約の内容", "署名履歴"):
        expect(page.get_by_role("heading", name=shown, exact=True)).to_be_visible()
