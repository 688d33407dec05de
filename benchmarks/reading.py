"""A phone that opens a contract: from the press on the arrival page until page 1 stands on the screen.

The phone is Chromium with a window of 360 × 640, a processor four times slower than this one and a line of
1.6 Mbit/s down with 150 ms each way (the slow 4G of Lighthouse); nothing of the product is in its cache.
"""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.measure import MILLISECONDS, Row, Sizes, percentile
from benchmarks.papers import text_pages
from benchmarks.site import PLAIN, Site
from tests.conftest import FLAGS
from tests.journeys.devices import SMALL_PHONE

LENGTHS = (10, 100)
SLOWER = 4
LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
"""Bytes a second and milliseconds, as the DevTools protocol takes them."""
PATIENCE_MS = 60_000
PICTURE = """() => {
    const picture = document.querySelector('[data-viewer-pages] img');
    return Boolean(picture && picture.complete && picture.naturalWidth)
        || document.querySelector('[data-viewer]').dataset.state === 'ready';
}"""
DRAWN = "() => document.querySelector('[data-viewer]').dataset.state === 'ready'"


@dataclass(frozen=True, slots=True)
class Seen:
    """Milliseconds until page 1 was to be seen, and until pdf.js had drawn it with its text."""

    visible: float
    drawn: float


def rows(site: Site, sizes: Sizes) -> Iterator[Row]:
    with chromium() as browser:
        for length in LENGTHS:
            link = _asked(site, length)
            seen = [_opened(browser, link) for _ in range(sizes.rounds)]
            size = f"{length} pages, phone, median of {sizes.rounds}"
            for name, times in (
                ("page 1 visible", [one.visible for one in seen]),
                ("page 1 drawn by pdf.js", [one.drawn for one in seen]),
            ):
                yield Row(f"reading: {name}", percentile(times, 50), MILLISECONDS, size)


@contextmanager
def chromium() -> Iterator[Browser]:
    found = shutil.which("chromium")
    if found is None:
        raise RuntimeError("Chromium is not installed: python -m tools.doctor test")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


def _asked(site: Site, length: int) -> str:
    mail = f"phone{length}@example.com"
    party = {"role": "当事者", "kind": "individual", "name": "佐藤 一郎", "email": mail}
    facts: dict[str, object] = {"title": f"{length}ページの契約", "contract_type": PLAIN, "parties": [party]}
    contract = site.system.new_contract(facts, text_pages(length))
    site.system.call("POST", f"/api/v1/contracts/{contract}/sending", b"{}")
    return site.system.link(mail, "ご確認のお願い")


def _opened(browser: Browser, link: str) -> Seen:
    context = browser.new_context(**SMALL_PHONE, locale="ja-JP")
    page = context.new_page()
    _slow(page)
    page.goto(link, timeout=PATIENCE_MS)
    started = time.perf_counter()
    page.get_by_role("button", name="利用規約に同意して確認").click(no_wait_after=True)
    page.wait_for_url("**/c/contract*", wait_until="commit", timeout=PATIENCE_MS)
    page.wait_for_selector("[data-viewer]", timeout=PATIENCE_MS)
    visible = _until(page, PICTURE, started)
    seen = Seen(visible, _until(page, DRAWN, started))
    context.close()
    return seen


def _slow(page: Page) -> None:
    protocol = page.context.new_cdp_session(page)
    protocol.send("Network.enable")
    protocol.send("Network.emulateNetworkConditions", LINE)
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def _until(page: Page, condition: str, started: float) -> float:
    page.wait_for_function(condition, timeout=PATIENCE_MS)
    return (time.perf_counter() - started) * 1000
