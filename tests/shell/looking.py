"""What a test may ask of a page that a browser shows."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = ((1280, 900), (360, 640))
"""A desktop and the smallest phone, in CSS pixels."""
_LOOK = "tags => window.axe ? axe.run({runOnly: tags, resultTypes: ['violations']}) : null"
_DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))"


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong, one line for each rule with the first offender.

    What passes is not described: that would be half of the time axe takes. A page that axe has looked at
    already has it, and answers in half of the time.
    """
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: python -m tools.assets")
    found: dict[str, Any] | None = page.evaluate(_LOOK, RULES)
    if found is None:
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate(_LOOK, RULES)
    assert found is not None
    return [f"{item['id']}: {item['nodes'][0]['html'][:200]}" for item in found["violations"]]


def at_sizes(page: Page, sizes: Iterable[tuple[int, int]] = SIZES) -> Iterator[tuple[int, int]]:
    """Give the page that is open one size after another, beginning with the one nearest to what it has.

    Loading a page again for each size takes more time than everything that is asked of it. The next page
    loads at the size at which this one ended: of several pages, each size has its share of loading.
    """
    shown = page.viewport_size
    width = shown["width"] if shown else 0
    for size in sorted(sizes, key=lambda one: abs(one[0] - width)):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.evaluate(_DRAWN)
        yield size


def listen(page: Page) -> list[str]:
    """Collect what the console complains about: policy violations, faults, fonts that did not load."""
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def overflow(page: Page) -> int:
    """Return by how many CSS pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def small_targets(page: Page) -> list[str]:
    """Return buttons and fields lower than 44 CSS pixels."""
    low = """() => [...document.querySelectorAll('.button, .input, .choice, .viewer__tool, .menu__link')]
        .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 43.9)
        .map(one => one.outerHTML.slice(0, 100))"""
    found: list[str] = page.evaluate(low)
    return found
