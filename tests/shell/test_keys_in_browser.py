"""Keys that lead through the menu, and the sheet that lists them."""

import pytest
from playwright.sync_api import Page, expect

from tests.shell.looking import violations


def test_a_question_mark_lists_the_keys(base: str, desktop_page: Page) -> None:
    desktop_page.goto(f"{base}/gallery")
    sheet = desktop_page.get_by_role("dialog", name="キー操作")
    expect(sheet).to_be_hidden()
    desktop_page.keyboard.press("?")
    expect(sheet).to_be_visible()
    expect(sheet.get_by_role("row", name="g d 文書管理")).to_be_visible()
    assert violations(desktop_page) == []
    desktop_page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()


def test_two_keys_in_a_row_open_an_entry_of_the_menu(base: str, desktop_page: Page) -> None:
    desktop_page.goto(f"{base}/gallery")
    desktop_page.keyboard.press("g")
    desktop_page.keyboard.press("d")
    desktop_page.wait_for_url("**/gallery?of=documents")


@pytest.mark.parametrize("why", ["typing", "off"])
def test_keys_lead_nowhere_while_text_is_typed_or_where_they_are_turned_off(
    base: str, desktop_page: Page, why: str
) -> None:
    desktop_page.goto(f"{base}/gallery")
    if why == "off":
        desktop_page.keyboard.press("?")
        desktop_page.get_by_label("このブラウザーではキー操作を使わない").check()
        desktop_page.reload()
    else:
        desktop_page.get_by_label("文書名").focus()
    for key in ("g", "d", "?"):
        desktop_page.keyboard.press(key)
    expect(desktop_page.get_by_role("dialog", name="キー操作")).to_be_hidden()
    expect(desktop_page).to_have_url(f"{base}/gallery")
    if why == "typing":
        expect(desktop_page.get_by_label("文書名")).to_have_value("gd?")
