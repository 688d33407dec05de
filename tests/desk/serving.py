"""The desk over HTTP for a browser, and every page of a list of addresses looked at in both sizes."""

import threading
from collections.abc import Iterator, Sequence

import pytest
from flask import Flask
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from tests.conftest import HABITS, PATIENCE_MS
from tests.desk.test_looks import enter, faults
from tests.shell.looking import listen

SIZES = ((1280, 900), (360, 640))


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
    """Sign in on a desktop and on a phone, open every page, and return what is wrong with any of them."""
    found: list[str] = []
    for width, height in SIZES:
        context = browser.new_context(viewport={"width": width, "height": height}, **HABITS)  # type: ignore[arg-type]  # one habit table for every page
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        enter(page, served, mail)
        heard = listen(page)
        for path in paths:
            page.goto(f"{served}{path}")
            found += faults(page, heard)
        context.close()
    return found
