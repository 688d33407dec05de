"""The counterparty's pages as an application, and a browser's worth of clicks against it."""

import re
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, cast

from flask import Flask
from werkzeug.test import TestResponse

from tests.applications import application
from tests.counterparty.office import Office
from webapp import abuse, guide, shell, verification
from webapp.counterparty import blueprint, short
from webapp.parts import EXTENSION, Parts
from webapp.texts import install_formats

if TYPE_CHECKING:
    from webapp.engine import Engine

ROOT = Path(__file__).parents[2]
FIELD = re.compile(r"<(?:input|textarea|button)\b[^>]*>")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


def create_site(office: Office) -> Flask:
    opened = office.opened
    engine = cast("Engine", office.engine)
    return application(Parts(opened.settings, opened.database, opened.files, opened.keys, engine), _site)


def _site(handed: Parts) -> Flask:
    app = Flask(
        "site",
        root_path=str(ROOT),
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "webapp" / "static"),
    )
    app.extensions[EXTENSION] = handed
    app.secret_key = "only for this test"  # noqa: S105 -- no session of this app leaves the test
    base_url = handed.settings.base_url
    shell.install_request_log(app)
    shell.install_headers(app, base_url)
    shell.install_cookies(app, base_url)
    shell.install_trusted_hosts(app, base_url)
    shell.install_limits(app, handed.settings.upload_limit)
    shell.install_csrf(app)
    shell.install_babel(app)
    shell.install_static_files(app)
    shell.install_errors(app)
    install_formats(app)
    app.register_blueprint(blueprint)
    app.register_blueprint(short.blueprint)
    app.register_blueprint(verification.blueprint)
    app.register_blueprint(guide.blueprint)
    app.register_blueprint(abuse.blueprint)
    return app


@dataclass
class Visitor:
    """One browser; `at` is the page last shown."""

    site: Flask
    at: TestResponse | None = None

    def __post_init__(self) -> None:
        self.client = self.site.test_client()

    def opens(self, path: str) -> TestResponse:
        self.at = self.client.get(path, follow_redirects=True)
        return self.at

    def arrives(self, token: str) -> TestResponse:
        return self.opens(f"/c/l/{token}")

    def enters(self, token: str) -> TestResponse:
        """Open the link and press the first button."""
        self.arrives(token)
        return self.sends("/c/visits")

    def sends(self, path: str, **typed: object) -> TestResponse:
        """Send the form of the page shown that goes to `path`, with what was typed into it."""
        self.at = self.client.post(path, data={**self.fields(path), **typed}, follow_redirects=True)
        return self.at

    def posts(self, path: str, **typed: object) -> TestResponse:
        """Send it as `sends` does, and stay at the answer itself."""
        self.at = self.client.post(path, data={**self.fields(path), **typed})
        return self.at

    def fields(self, path: str) -> dict[str, object]:
        """Return the hidden fields of the form on the page shown that goes to `path`."""
        text = self.text
        forms = re.findall(r"<form\b.*?</form>", text, re.DOTALL)
        form = next(one for one in forms if f'action="{path}"' in one)
        found: dict[str, object] = {}
        for field in FIELD.findall(form):
            attributes = dict(ATTRIBUTE.findall(field))
            if attributes.get("type") == "hidden":
                found[attributes["name"]] = unescape(attributes.get("value", ""))
        return found

    @property
    def text(self) -> str:
        assert self.at is not None
        return unescape(self.at.text)

    def hands_in(self, item: str, data: bytes, name: str) -> TestResponse:
        return self.sends(f"/c/documents/{item}", file=(BytesIO(data), name))
