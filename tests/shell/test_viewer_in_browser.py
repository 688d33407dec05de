from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.shell.armed import MARK, armed
from tests.shell.looking import listen, overflow, violations

INK = """canvas => {
  const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  let dark = 0;
  for (let at = 0; at < data.length; at += 4) if (data[at + 3] > 0 && data[at] < 128) dark += 1;
  return dark;
}"""


def open_viewer(page: Page, base: str, query: str = "") -> None:
    page.goto(f"{base}/guest{query}")
    page.locator("[data-viewer][data-state=ready]").wait_for()


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 640}, locale="ja-JP"
    )
    yield context.new_page()
    context.close()


def test_japanese_in_fonts_that_are_not_in_the_file_is_readable(base: str, desktop_page: Page) -> None:
    heard = listen(desktop_page)
    open_viewer(desktop_page, base)
    assert desktop_page.locator(".viewer canvas").first.evaluate(INK) > 5_000
    expect(desktop_page.locator(".text-layer")).to_contain_text("建物賃貸借契約書")
    assert heard == []


def test_the_words_lie_over_their_picture_and_can_be_selected(base: str, desktop_page: Page) -> None:
    open_viewer(desktop_page, base)
    words = desktop_page.locator(".text-layer span", has_text="建物賃貸借契約書").first
    box, sheet = words.bounding_box(), desktop_page.locator(".viewer__page").first.bounding_box()
    assert box
    assert sheet
    middle = box["x"] + box["width"] / 2
    assert abs(middle - (sheet["x"] + sheet["width"] / 2)) < 8
    words.click(click_count=3)
    assert "建物賃貸借契約書" in desktop_page.evaluate("getSelection().toString()")


@pytest.mark.shows("CS-14")
def test_the_first_page_is_shown_first_and_all_on_request(base: str, phone_page: Page) -> None:
    heard = listen(phone_page)
    open_viewer(phone_page, base)
    expect(phone_page.locator(".viewer__page")).to_have_count(1)
    phone_page.get_by_role("link", name="すべて見る").click()
    expect(phone_page.locator(".viewer__page")).to_have_count(3)
    expect(phone_page.get_by_role("link", name="すべて見る")).to_be_hidden()
    assert overflow(phone_page) == 0
    assert violations(phone_page) == []
    assert heard == []


def test_pages_are_turned_and_counted(base: str, desktop_page: Page) -> None:
    open_viewer(desktop_page, base, "?pages=all")
    count = desktop_page.locator("[data-viewer-count]")
    expect(count).to_have_text("1 / 3")
    desktop_page.get_by_role("button", name="次のページ").click()
    expect(count).to_have_text("2 / 3")
    desktop_page.get_by_role("button", name="前のページ").click()
    expect(count).to_have_text("1 / 3")


def test_a_larger_page_is_drawn_anew_and_scrolls_inside_the_viewer(base: str, phone_page: Page) -> None:
    open_viewer(phone_page, base)
    canvas = phone_page.locator(".viewer canvas").first
    before = canvas.evaluate("canvas => canvas.width")
    phone_page.get_by_role("button", name="拡大").click()
    expect(canvas).not_to_have_attribute("width", str(before))
    assert canvas.evaluate("canvas => canvas.width") > before
    assert overflow(phone_page) == 0


def test_a_file_that_cannot_be_drawn_leaves_its_pictures(base: str, desktop_page: Page) -> None:
    desktop_page.goto(f"{base}/guest?pdf=/broken.pdf")
    desktop_page.locator("[data-viewer][data-state=pictures]").wait_for()
    expect(desktop_page.get_by_role("img", name="1ページ")).to_be_visible()
    expect(desktop_page.get_by_role("status")).to_have_text("文書を画像で表示しています。")


def test_without_scripts_the_pictures_and_a_plain_link_do_the_same(base: str, plain_page: Page) -> None:
    plain_page.goto(f"{base}/guest")
    expect(plain_page.get_by_role("img", name="ページ")).to_have_count(1)
    plain_page.get_by_role("link", name="すべて見る").click()
    expect(plain_page.get_by_role("img", name="ページ")).to_have_count(3)


@pytest.mark.shows("T30")
def test_a_document_that_carries_scripts_is_drawn_and_runs_none_of_them(
    base: str, desktop_page: Page
) -> None:
    asked: list[str] = []
    dialogs: list[str] = []
    desktop_page.on("request", lambda request: asked.append(request.url))
    desktop_page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    desktop_page.route(
        "**/armed.pdf", lambda route: route.fulfill(body=armed(), content_type="application/pdf")
    )
    heard = listen(desktop_page)
    open_viewer(desktop_page, base, "?pdf=/armed.pdf&pages=all")
    expect(desktop_page.locator(".text-layer")).to_contain_text("AGREEMENT")
    assert desktop_page.locator(".viewer canvas").first.evaluate(INK) > 500
    desktop_page.locator(".viewer__page").click()
    assert desktop_page.evaluate(f"window.{MARK}") is None
    assert [address for address in asked if not address.startswith((f"{base}/", "blob:"))] == []
    assert (dialogs, heard) == ([], [])
