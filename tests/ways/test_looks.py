"""文書ごとの扱い as a browser shows it on a phone."""

import threading

from playwright.sync_api import Browser
from werkzeug.serving import make_server

from tests.conftest import HABITS, PATIENCE_MS
from tests.desk.conftest import LEGAL
from tests.desk.site import Clerk
from tests.desk.test_looks import enter
from tests.shell.looking import overflow, small_targets, violations
from tests.ways.test_pages import drafted, lists


def test_the_card_has_no_faults_and_fits(clerk: Clerk, browser: Browser) -> None:
    draft = drafted(clerk)
    ways = lists(clerk)
    clerk.sends(f"/drafts/{draft}", intent="save", **{ways[0]: "read", ways[3]: "none"})
    server = make_server("127.0.0.1", 0, clerk.site, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    context = browser.new_context(viewport={"width": 360, "height": 900}, **HABITS)  # type: ignore[arg-type]  # one habit table for every page
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    base = f"http://127.0.0.1:{server.server_port}"
    enter(page, base, LEGAL)
    page.goto(f"{base}/drafts/{draft}")
    assert not [*violations(page), *small_targets(page)]
    assert not overflow(page)
    context.close()
    server.shutdown()
    thread.join()
    server.server_close()
