"""署名位置の設定 in a browser: by mouse, by finger and by keys, and what is kept of it."""

import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import CDPSession, Locator, Page, expect
from sqlalchemy import select
from werkzeug.serving import make_server

from contracts.boxes import MM_PER_POINT
from database.party import PartyField
from database.placing import PartyBox
from tests.counterparty.office import Office
from tests.desk.test_looks import enter
from tests.placing.drafts import LEGAL, Draft, clear
from tests.shell.looking import listen, overflow, small_targets, violations

SEAL = "借主 佐藤 一郎の署名ボックスを置く"
TEXT = "貸主 田中 誠のフリーテキストを置く"
PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0


class Desk:
    """A served office, and what it keeps."""

    def __init__(self, office: Office, base: str, path: str) -> None:
        self.office, self.base, self.path = office, base, path

    def opened(self, page: Page) -> Page:
        enter(page, self.base, LEGAL)
        page.wait_for_url(lambda url: "sign-in" not in url)
        page.goto(self.base + self.path)
        expect(page.locator("[data-placing]")).to_have_attribute("data-state", "ready")
        return page

    def kept(self, page: Page) -> list[PartyBox]:
        expect(page.locator("[data-placing-state]")).to_have_text("保存しました")
        with self.office.opened.database.reading() as session:
            return list(session.scalars(select(PartyBox).order_by(PartyBox.page, PartyBox.id)))


@pytest.fixture(scope="module")
def served(office: Office, site: Flask, draft: Draft) -> Iterator[Desk]:
    server = make_server("127.0.0.1", 0, site, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Desk(office, f"http://127.0.0.1:{server.server_port}", draft.path)
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def desk(served: Desk) -> Desk:
    clear(served.office)
    return served


def sheet(page: Page, number: int) -> Locator:
    return page.locator(f"[data-placing-sheet='{number}']")


def middle(one: Locator) -> tuple[float, float]:
    box = one.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def spot(page: Page, number: int, left: float, top: float) -> tuple[float, float]:
    """Return where a point of the page, in millimetres from its upper left, stands in the window."""
    box = sheet(page, number).bounding_box()
    assert box is not None
    return box["x"] + left / PAGE_WIDTH * box["width"], box["y"] + top / PAGE_HEIGHT * box["height"]


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*((a + b) / 2 for a, b in zip(start, end, strict=True)))
    page.mouse.move(*end)
    page.mouse.up()


def stands(row: PartyBox) -> tuple[float, float, float, float]:
    """Return left, top, width and height in millimetres on an upright A4 page."""
    left, low, width, height = (side * MM_PER_POINT for side in (row.x, row.y, row.width, row.height))
    return left, PAGE_HEIGHT - low - height, width, height


@pytest.mark.shows("IM-59", "IM-64", "IM-65")
def test_a_box_is_dragged_onto_a_page_widened_and_snaps_to_another(desk: Desk, desktop_page: Page) -> None:
    page = desk.opened(desktop_page)
    heard = listen(page)
    drag(page, middle(page.get_by_role("button", name=SEAL)), spot(page, 1, 60, 60))
    placed = page.get_by_role("button", name="借主 佐藤 一郎の署名ボックス 1ページ 左から")
    assert stands(desk.kept(page)[0]) == pytest.approx((48, 48, 24, 24), abs=1)

    drag(page, middle(placed.locator("[data-edge=e]")), spot(page, 1, 90, 60))
    assert stands(desk.kept(page)[0]) == pytest.approx((48, 48, 42, 24), abs=3)
    page.get_by_role("button", name="貸主 田中 誠の署名ボックスを置く").scroll_into_view_if_needed()
    palette = page.get_by_role("button", name="貸主 田中 誠の署名ボックスを置く")
    drag(page, middle(palette), spot(page, 1, 130, 61.2))
    other = page.get_by_role("button", name="貸主 田中 誠の署名ボックス 1ページ")
    drag(page, middle(other), spot(page, 1, 150, 61))
    own, snapped = desk.kept(page)
    assert snapped.y == pytest.approx(own.y, abs=0.05)

    page.get_by_role("button", name="すべてのページにコピー").click()
    expect(page.locator("[data-box]")).to_have_count(4)
    assert [row.page for row in desk.kept(page)] == [1, 1, 2, 3]
    page.get_by_role("button", name="元に戻す").click()
    expect(page.locator("[data-box]")).to_have_count(2)
    colours = page.locator(".placed").evaluate_all("all => all.map(one => getComputedStyle(one).borderColor)")
    assert len(set(colours)) == 2
    assert [*violations(page), *small_targets(page), *heard] == []
    assert overflow(page) == 0


@pytest.mark.shows("IM-59")
def test_a_finger_drags_from_the_palette_and_moves_what_stands(desk: Desk, phone_page: Page) -> None:
    page = desk.opened(phone_page)
    finger = page.context.new_cdp_session(page)
    sheet(page, 1).scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, document.querySelector('[data-placing-sheet]').offsetTop)")
    pull(finger, middle(page.get_by_role("button", name=SEAL)), spot(page, 1, 100, 60))
    assert stands(desk.kept(page)[0]) == pytest.approx((88, 48, 24, 24), abs=2.5)

    placed = page.get_by_role("button", name="借主 佐藤 一郎の署名ボックス 1ページ")
    pull(finger, middle(placed), spot(page, 1, 60, 90))
    expect(placed).to_have_attribute("aria-pressed", "true")
    assert stands(desk.kept(page)[0])[:2] == pytest.approx((48, 78), abs=2.5)
    page.locator("[data-placing-chip]").filter(has_text="貸主").tap()
    palette = page.get_by_role("button", name=TEXT)
    at = palette.bounding_box()
    page.get_by_role("button", name="閉じる", exact=True).click()
    assert at is not None
    assert palette.bounding_box() == pytest.approx(at, abs=1)
    copying = page.get_by_role("button", name="すべてのページにコピー")
    palette.tap()
    palette.tap()
    expect(copying).to_be_visible()
    expect(page.locator("[data-box]")).to_have_count(3)
    first, second = (box.bounding_box() for box in page.locator("[data-box]").all()[-2:])
    assert first is not None
    assert second is not None
    assert second["y"] >= first["y"] + first["height"]
    assert [*violations(page), *small_targets(page)] == []
    assert overflow(page) == 0


def pull(finger: CDPSession, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Press with one finger, move it in steps and let go."""

    def touch(kind: str, *at: float) -> None:
        points = [{"x": at[0], "y": at[1]}] if at else []
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", *start)
    for share in (0.2, 0.5, 0.8, 1):
        touch("touchMove", *(a + (b - a) * share for a, b in zip(start, end, strict=True)))
    touch("touchEnd")


@pytest.mark.shows("IM-59", "IM-62")
def test_keys_place_move_resize_and_take_back(desk: Desk, desktop_page: Page) -> None:
    page = desk.opened(desktop_page)
    page.get_by_role("button", name=SEAL).focus()
    page.keyboard.press("Enter")
    placed = page.get_by_role("button", name="借主 佐藤 一郎の署名ボックス 1ページ")
    expect(placed).to_be_focused()
    left, top, width, height = stands(desk.kept(page)[0])
    for key in ("ArrowRight", "ArrowRight", "ArrowUp", "Shift+ArrowRight", "Shift+ArrowDown"):
        page.keyboard.press(key)
    expect(page.locator("[data-placing-voice]")).to_contain_text(f"左から{left + 2:g} mm")
    expect(page.locator("[data-placing-edition]")).to_have_value("2")
    moved = stands(desk.kept(page)[0])
    assert moved == pytest.approx((left + 2, top - 1, width + 1, height + 1), abs=0.05)
    page.keyboard.press("Control+z")
    page.keyboard.press("PageDown")
    expect(page.get_by_role("button", name="借主 佐藤 一郎の署名ボックス 2ページ")).to_be_focused()
    page.keyboard.press("Delete")
    expect(page.locator("[data-box]")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(page.locator("[data-box]")).to_have_count(1)

    page.get_by_role("button", name=TEXT).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("必須入力にする")).to_be_checked()
    page.keyboard.press("Enter")
    page.get_by_label("項目名").fill("契約締結日")
    page.get_by_label("必須入力にする").uncheck()
    with page.expect_navigation():
        page.get_by_role("button", name="保存する", exact=True).click()
    expect(page.get_by_role("button", name="貸主 田中 誠の契約締結日 ")).to_be_visible()
    with desk.office.opened.database.reading() as session:
        row = session.scalars(select(PartyField)).one()
    assert (row.label, row.required, row.kind) == ("契約締結日", False, "text")
