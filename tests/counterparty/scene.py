"""A served site and one browser window: what the walks through the pages stand on."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from flask import Flask, abort, render_template
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from contracts.verdict import verdict_of
from contracts.verdict_pictures import PicturePlan
from tests.applications import application
from tests.counterparty.judged import VERDICTS
from tests.counterparty.office import Office
from webapp import create_app
from webapp.parts import Parts
from webapp.verification.answer import answer_to
from webapp.verification.page import VerificationForm
from workflows.verifying import Anchors, Examined

if TYPE_CHECKING:
    from webapp.engine import Engine


@dataclass
class Scene:
    """`base` is the site's address without a slash at its end."""

    office: Office
    base: str
    page: Page

    def goes(self, path: str) -> None:
        self.page.goto(f"{self.base}{path}")

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()
        self.page.wait_for_load_state()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=True).click()
        self.page.wait_for_load_state()

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label).first.fill(text)

    def drawn(self) -> None:
        """Wait until the document is on screen."""
        expect(self.page.locator("[data-viewer]")).to_have_attribute("data-state", "ready")


def site_with_refusals(office: Office) -> Flask:
    """Make the whole web application, with pages that refuse and that judge a file on request."""
    opened = office.opened
    engine = cast("Engine", office.engine)
    handed = Parts(opened.settings, opened.database, opened.files, opened.keys, engine)
    return application(handed, _with_refusals)


def _with_refusals(handed: Parts) -> Flask:
    site = create_app(handed)
    site.add_url_rule("/refusal/<int:code>", "refusal", _refused)
    site.add_url_rule("/verdict/<name>", "verdict", _judged)
    return site


@contextmanager
def served_site(site: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, site, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def _refused(code: int) -> str:
    abort(code)


def _judged(name: str) -> str:
    findings, issued = VERDICTS[name]
    found = Examined("9f86d081884c7d659a2feaa0c55ad015" * 2, findings, verdict_of(findings, issued))
    answer = answer_to(found, Anchors(()), PicturePlan(), {})
    shown = {"form": VerificationForm(None), "answer": answer, "limit": 20}
    return render_template("verification/verify.html", **shown)
