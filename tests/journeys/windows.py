"""A person at a browser: presses what a label names, and every page seen is looked at once."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from contracts.languages import SOURCE
from tests.conftest import HABITS, PATIENCE_MS
from tests.journeys.devices import DESKTOP, Device
from tests.journeys.wording import Words, japanese_left
from tests.shell.looking import listen, overflow, small_targets, violations

MEANT = ("status of 422", "status of 410")
"""A form refused, and a link that is dead."""
PATIENCE = 3 * PATIENCE_MS


@dataclass
class Window:
    """Labels are given in Japanese, as the pages' source says them, and looked for in the window's language.

    `faults` gathers what axe, the console, the policy and the eye complain of, each with its page.
    """

    page: Page
    base: str
    words: Words
    heard: list[str]
    faults: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def see(self, name: str) -> None:
        """Look at the page now open, whose name is that of the step, unless it was looked at before."""
        if name in self.seen:
            return
        self.seen.add(name)
        self.drawn()
        complaints = (*violations(self.page), *self.complaints(), *small_targets(self.page))
        complaints += tuple(japanese_left(self.page))
        self.faults += [f"{name}: {one}" for one in complaints]
        if overflow(self.page):
            self.faults.append(f"{name}: wider than its window")

    def is_read_in_its_language(self) -> None:
        expect(self.page.locator("html")).to_have_attribute("lang", self.words.language)

    def complaints(self) -> list[str]:
        """Return what the console said since it was last asked; it also prints each refusal of a form."""
        said = [one for one in self.heard if not any(meant in one for meant in MEANT)]
        self.heard.clear()
        return said

    def drawn(self) -> None:
        """Wait until the PDF, if the page shows one, is drawn by pdf.js and not by its pictures."""
        viewer = self.page.locator("[data-viewer]")
        if viewer.count():
            expect(viewer).to_have_attribute("data-state", "ready")

    def turned(self) -> None:
        """Turn the device by a quarter."""
        size = self.page.viewport_size
        assert size is not None
        self.page.set_viewport_size({"width": size["height"], "height": size["width"]})

    def goes(self, path: str) -> None:
        self.page.goto(f"{self.base}{path}")

    def menu(self, label: str) -> None:
        """Choose from the main menu, which on a narrow screen has to be opened first."""
        opener = self.page.get_by_role("banner").get_by_role("button", name=self.words("メニュー"))
        if opener.is_visible():
            opener.click()
        menu = self.page.get_by_role("navigation", name=self.words("主なメニュー"))
        folded = menu.locator("details:not([open])").filter(has_text=self.words(label))
        if folded.count():
            folded.locator("summary").click()
        menu.get_by_role("link", name=self.words(label)).click()

    def press(self, label: str, **values: object) -> None:
        self.main.get_by_role("button", name=self.words(label, **values), exact=True).click()

    def press_below(self, label: str) -> None:
        """Press in the bar at the foot of a counterparty's page."""
        bar = self.page.get_by_role("region", name=self.words("操作"), exact=True)
        bar.get_by_role("button", name=self.words(label), exact=True).click()

    def follow(self, label: str, **values: object) -> None:
        self.opens(self.words(label, **values))

    def opens(self, name: str) -> None:
        """Follow the link that bears the name of something."""
        self.main.get_by_role("link", name=name).first.click()

    def field(self, label: str, within: Locator | None = None) -> Locator:
        return (within or self.main).get_by_label(self.words.whole(label))

    def fill(self, label: str, text: str) -> None:
        self.field(label).fill(text)

    def shows(self, label: str, **values: object) -> None:
        self.shows_text(self.words(label, **values))

    def shows_text(self, text: str) -> None:
        expect(self.main.get_by_text(text).first).to_be_visible()

    def heads(self, label: str) -> None:
        self.heads_text(self.words(label))

    def heads_text(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(text)

    def download(self, label: str, path: Path) -> Path:
        with self.page.expect_download() as coming:
            self.follow(label)
        coming.value.save_as(path)
        return path


def window_on(
    browser: Browser, base: str, device: Device = DESKTOP, language: str = SOURCE, locale: str = "ja-JP"
) -> Window:
    """Return a window with cookies of its own, read in `language`; `locale` is what its browser asks for."""
    context = browser.new_context(**{**HABITS, **device, "locale": locale})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    return Window(page, base, Words(language), listen(page))
