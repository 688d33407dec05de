"""For every test: its database goes with it. For browsers: Debian's Chromium, a desktop and a phone page."""

import gc
import shutil
from collections.abc import Callable, Iterator
from functools import wraps

import pytest
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from adapters import passwords
from adapters.certificates.drawing import WARMING as CERTIFICATES
from adapters.confinement import standing_by
from adapters.intake.taking_in import WARMING as INTAKE
from adapters.pictures.drawing import WARMING as PICTURES
from adapters.verification.examination import WARMING as VERIFICATION
from database import engine
from tests import databases
from tests.compiled import engine_of_tests

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HABITS = {"locale": "ja-JP", "timezone_id": "Asia/Tokyo"}
PATIENCE_MS = 15_000
SELDOM = (20_000, 20, 20)
"""Objects more than were given back before Python looks for garbage, and how often it looks further."""


@pytest.fixture(autouse=True, scope="session")
def _cheap_passwords() -> Iterator[None]:
    """The product hashes slowly on purpose; tests/keys/test_passwords.py tries it as it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", PasswordHasher.from_parameters(CHEAPEST))
        yield


@pytest.fixture(autouse=True, scope="session")
def _statements_are_compiled_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "create_engine", engine_of_tests)
        yield


@pytest.fixture(autouse=True, scope="session")
def _a_standby_answers() -> Iterator[None]:
    """As for the product's processes; tests/intake tries what a child of its own answers."""
    with standing_by(INTAKE, PICTURES, VERIFICATION, CERTIFICATES):
        yield


@pytest.fixture(autouse=True, scope="session")
def _acts_end_on_the_page_they_lead_to() -> Iterator[None]:
    """A click returns when its navigation begins: what a test counts next must be the new page, whole."""
    with pytest.MonkeyPatch.context() as patch:
        for act in ("click", "press", "tap"):
            patch.setattr(Locator, act, _then_loaded(getattr(Locator, act)))
        yield


def _then_loaded(act: Callable[..., None]) -> Callable[..., None]:
    @wraps(act)
    def done(locator: Locator, *arguments: object, **named: object) -> None:
        act(locator, *arguments, **named)
        if not locator.page.is_closed():
            locator.page.wait_for_load_state()

    return done


@pytest.fixture(autouse=True)
def _databases_of_this_test() -> Iterator[None]:
    made = databases.made_so_far()
    yield
    databases.drop_made_since(made)


def pytest_collection_finish() -> None:
    """What is imported by now stays: looking through it for garbage again and again takes time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


def pytest_unconfigure() -> None:
    databases.end()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Per module: Playwright's own event loop must be gone before an asynchronous test of another module."""
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed: python -m tools.doctor test")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def desktop_page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, **HABITS)  # type: ignore[arg-type]  # one habit table for both pages
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


@pytest.fixture
def phone_page(browser: Browser) -> Iterator[Page]:
    """360 × 640 CSS pixels with touch (domain.md UX-22)."""
    context = browser.new_context(
        viewport={"width": 360, "height": 640},
        device_scale_factor=3,
        is_mobile=True,
        has_touch=True,
        **HABITS,  # type: ignore[arg-type]  # one habit table for both pages
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()
