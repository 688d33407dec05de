"""What a test may ask of a page that a browser shows."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong, one line for each rule with the first offender.

    What passes is not described: that would be half of the time axe takes.
    """
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: python -m tools.assets")
    page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = page.evaluate(
        "tags => axe.run({runOnly: tags, resultTypes: ['violations']})", RULES
    )
    return [f"{item['id']}: {item['nodes'][0]['html'][:200]}" for item in found["violations"]]


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
