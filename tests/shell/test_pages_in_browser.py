import pytest
from playwright.sync_api import Page, expect

from tests.shell.looking import listen, overflow, small_targets, violations

PAGES = ["gallery", "guest", "message", "confirm", "refusal/410", "fault"]


@pytest.mark.parametrize("path", PAGES)
def test_every_kind_of_page_is_clean_on_a_desktop(base: str, desktop_page: Page, path: str) -> None:
    desktop_page.goto(f"{base}/{path}")
    assert violations(desktop_page) == []
    assert overflow(desktop_page) == 0


@pytest.mark.shows("UX-22")
@pytest.mark.parametrize("path", PAGES)
def test_every_kind_of_page_fits_a_phone(base: str, phone_page: Page, path: str) -> None:
    phone_page.goto(f"{base}/{path}")
    assert overflow(phone_page) == 0
    assert small_targets(phone_page) == []
    assert violations(phone_page) == []


@pytest.mark.shows("UX-16")
def test_an_error_stands_beside_its_field_and_what_was_typed_stays(base: str, desktop_page: Page) -> None:
    heard = listen(desktop_page)
    desktop_page.goto(f"{base}/gallery")
    desktop_page.get_by_label("文書名").fill("覚書")
    desktop_page.get_by_role("button", name="入力内容の確認へ").click()
    start = desktop_page.get_by_label("契約開始日")
    expect(start).to_have_attribute("aria-invalid", "true")
    expect(start).to_have_accessible_description("契約開始日を入力してください。")
    expect(desktop_page.get_by_label("文書名")).to_have_value("覚書")
    expect(desktop_page.locator(".field", has=start)).to_contain_text("必須")
    assert violations(desktop_page) == []
    assert heard == []


def test_the_menu_opens_on_a_phone_without_any_script(base: str, phone_page: Page) -> None:
    phone_page.route("**/*.mjs", lambda route: route.abort())
    phone_page.goto(f"{base}/gallery")
    link = phone_page.get_by_role("link", name="文書管理")
    expect(link).to_be_hidden()
    phone_page.get_by_role("button", name="メニュー").click()
    expect(link).to_be_visible()
    assert violations(phone_page) == []
    phone_page.get_by_role("button", name="メニューを閉じる").click()
    expect(link).to_be_hidden()


def test_the_actions_stay_at_hand_while_a_phone_scrolls(base: str, phone_page: Page) -> None:
    phone_page.goto(f"{base}/guest?pages=all")
    for place in (0, 300):
        phone_page.evaluate("y => scrollTo(0, y)", place)
        expect(phone_page.get_by_role("link", name="次へ")).to_be_in_viewport(ratio=1)
