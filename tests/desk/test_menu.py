"""The menu: other views of 文書管理 are folded under it, reached without a script, and open where one is."""

import re

from playwright.sync_api import Browser, expect

from tests.desk.conftest import LEGAL
from tests.desk.serving import served
from tests.desk.site import Clerk
from tests.desk.test_looks import enter

BELOW = ("/ledger", "/deadlines", "/dashboards", "/imports")
__all__ = ["served"]


def folded(clerk: Clerk, path: str) -> tuple[bool, list[str]]:
    """Return whether the views below 文書管理 are open on this page, and which there are."""
    found = re.search(
        r'<details class="menu__below"([^>]*)>(.*?)</details>', clerk.opens(path).text, re.DOTALL
    )
    assert found
    return "open" in found[1], re.findall(r'class="menu__link"\s+href="([^"]+)"', found[2])


def test_the_views_of_the_archive_are_open_where_the_person_is_at_one_of_them(clerk: Clerk) -> None:
    assert folded(clerk, "/") == (False, [*BELOW])
    assert folded(clerk, "/contracts") == (True, [*BELOW])
    for path in BELOW:
        assert folded(clerk, path) == (True, [*BELOW])
        assert re.search(rf'href="{path}"[^>]*aria-current="page"', clerk.text)


def test_who_may_not_register_contracts_has_no_such_place(approver: Clerk) -> None:
    assert folded(approver, "/")[1] == [*BELOW[:-1]]


def test_the_keys_of_folded_places_are_told_too(clerk: Clerk) -> None:
    sheet = clerk.opens("/").text.partition("data-keys>")[2]
    assert "<kbd>l</kbd>" in sheet
    assert "契約台帳" in sheet


def test_a_phone_without_a_script_unfolds_them_and_gets_there(
    browser: Browser, clerk: Clerk, served: str
) -> None:
    assert clerk.opens("/").status_code == 200
    context = browser.new_context(
        viewport={"width": 360, "height": 640}, locale="ja-JP", java_script_enabled=False
    )
    page = context.new_page()
    enter(page, served, LEGAL)
    page.goto(f"{served}/")
    page.get_by_role("button", name="メニュー", exact=True).click()
    ledger = page.get_by_role("link", name="契約台帳")
    expect(ledger).to_be_hidden()
    page.locator("summary", has_text="文書管理のほかの画面").click()
    ledger.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("契約台帳")
    context.close()
