"""Japanese being composed is left alone: nothing converts or sends it before it is done (UX-17)."""

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.desk.site import Clerk
from tests.drafting.test_journey import enters

COMPOSED = "１２０まんえん"
PROCESSED_BY_THE_IME = 229


def enter_key(ime: CDPSession) -> None:
    """Press Enter as an input method reports it while it composes."""
    for kind in ("rawKeyDown", "keyUp"):
        ime.send(
            "Input.dispatchKeyEvent",
            {"type": kind, "key": "Process", "code": "Enter", "windowsVirtualKeyCode": PROCESSED_BY_THE_IME},
        )


@pytest.mark.shows("UX-17")
def test_a_word_being_composed_stays_as_it_is_and_is_read_when_it_is_sent(
    desktop_page: Page, address: str, clerk: Clerk
) -> None:
    draft, page = clerk.drafts(), desktop_page
    enters(page, address)
    page.goto(f"{address}/drafts/{draft}")
    ime = page.context.new_cdp_session(page)
    amount = page.get_by_role("textbox", name="金額", exact=False).first
    amount.click()
    page.evaluate("document.addEventListener('submit', () => { window.wasSent = true; })")
    ime.send(
        "Input.imeSetComposition",
        {"text": COMPOSED, "selectionStart": len(COMPOSED), "selectionEnd": len(COMPOSED)},
    )
    enter_key(ime)
    expect(page.get_by_text("下書きを保存しました")).to_be_visible()
    expect(amount).to_have_value(COMPOSED)
    assert page.evaluate("window.wasSent") is None
    ime.send("Input.insertText", {"text": "１２０万円"})
    expect(amount).to_have_value("１２０万円")
    page.get_by_role("button", name="下書きを保存").click()
    expect(amount).to_have_value("1,200,000")
