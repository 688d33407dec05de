"""A person at a desktop browser: presses what a label names, and every page seen is looked at once."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.conftest import HABITS, PATIENCE_MS
from tests.shell.looking import listen, overflow, violations

DESKTOP = {"width": 1280, "height": 900}
FORM_REFUSED = "status of 422"


@dataclass
class Window:
    """`faults` gathers what axe, the console and the policy complain of, each with its page."""

    page: Page
    base: str
    heard: list[str]
    faults: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def see(self, name: str) -> None:
        """Look at the page now open, whose name is that of the step, unless it was looked at before."""
        if name in self.seen:
            return
        self.seen.add(name)
        self.drawn()
        self.faults += [f"{name}: {one}" for one in (*violations(self.page), *self.complaints())]
        if overflow(self.page):
            self.faults.append(f"{name}: wider than its window")

    def complaints(self) -> list[str]:
        """Return what the console said since it was last asked; it also prints each refusal of a form."""
        said = [one for one in self.heard if FORM_REFUSED not in one]
        self.heard.clear()
        return said

    def drawn(self) -> None:
        """Wait until the PDF, if the page shows one, is drawn by pdf.js and not by its pictures."""
        viewer = self.page.locator("[data-viewer]")
        if viewer.count():
            expect(viewer).to_have_attribute("data-state", "ready")

    def goes(self, path: str) -> None:
        self.page.goto(f"{self.base}{path}")

    def press(self, label: str) -> None:
        self.page.get_by_role("main").get_by_role("button", name=label, exact=True).click()

    def press_below(self, label: str) -> None:
        """Press in the bar at the foot of a counterparty's page."""
        self.page.get_by_role("region", name="操作").get_by_role("button", name=label, exact=True).click()

    def follow(self, label: str) -> None:
        self.page.get_by_role("main").get_by_role("link", name=label).first.click()

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label).fill(text)

    def shows(self, words: str) -> None:
        expect(self.page.get_by_role("main").get_by_text(words).first).to_be_visible()

    def heads(self, words: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words)

    def download(self, label: str, path: Path) -> Path:
        with self.page.expect_download() as coming:
            self.follow(label)
        coming.value.save_as(path)
        return path


def labelled(label: str) -> re.Pattern[str]:
    """Match the whole label, with or without its 必須 or 任意."""
    return re.compile(rf"^\s*{re.escape(label)}\s*(必須|任意)?\s*$")


def window_on(browser: Browser, base: str) -> Window:
    """Return a window with cookies of its own."""
    context = browser.new_context(viewport=DESKTOP, **HABITS)  # type: ignore[arg-type]  # one habit table for every page
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    return Window(page, base, listen(page))
