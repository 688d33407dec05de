"""The desk over HTTP for a browser, and every page of a list of addresses looked at in both sizes."""

import threading
from collections.abc import Iterator, Sequence

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from tests.conftest import HABITS, PATIENCE_MS
from tests.desk.test_looks import enter, faults_at_sizes
from tests.shell.looking import SIZES, listen


@pytest.fixture
def served(site: Flask) -> Iterator[str]:
    """The address of the site."""
    server = make_server("127.0.0.1", 0, site, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def faults_of(browser: Browser, served: str, mail: str, paths: Sequence[str]) -> list[str]:
    """Sign in, open every page, and return what is wrong with any of them on a desktop or on a phone."""
    page = signed_in(browser, served, mail)
    heard, found = listen(page), list[str]()
    for path in paths:
        page.goto(f"{served}{path}")
        found += faults_at_sizes(page, heard)
    page.context.close()
    return found


def signed_in(browser: Browser, served: str, mail: str) -> Page:
    """Return a page of this person's, on a desktop; who asks closes its context."""
    width, height = SIZES[0]
    context = browser.new_context(viewport={"width": width, "height": height}, **HABITS)  # type: ignore[arg-type]  # one habit table for every page
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    enter(page, served, mail)
    return page
