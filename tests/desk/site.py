"""The staff's pages as an application over a small office, and a browser's worth of clicks against it."""

import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, cast

from flask import Flask
from werkzeug.test import TestResponse

from adapters.passwords import hash_password
from contracts.roles import Role
from database.engine import now_of
from database.people import User
from database.queries.people import mail_key
from database.seed import seed_contract_types
from tests.applications import application
from tests.counterparty.office import Office
from tests.counterparty.planning import paper
from webapp import (
    abuse,
    approval_routes,
    bulk_sendings,
    compliance,
    contacts,
    contract_types,
    deadlines,
    document_templates,
    entry,
    filing,
    folders,
    guide,
    hooks,
    imports,
    legal,
    management,
    overview,
    people,
    person_requests,
    placing,
    review,
    shared,
    shell,
    snippets,
    verification,
)
from webapp import office as settings_pages
from webapp.parts import EXTENSION, Parts
from webapp.shell.unseen import install_unseen, install_unseen_in_sentences
from webapp.texts import install_formats

if TYPE_CHECKING:
    from webapp.engine import Engine

ROOT = Path(__file__).parents[2]
PASSWORD = "himitsu2026"  # noqa: S105 -- an account of this test alone
CONTROL = re.compile(
    r"<(input)\b([^>]*)>()|<(textarea|select)\b([^>]*)>(.*?)</(?:textarea|select)>", re.DOTALL
)
ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')
SELECTED = re.compile(r'<option selected value="([^"]*)"')


def create_desk(office: Office) -> Flask:
    opened = office.opened
    engine = cast("Engine", office.engine)
    handed = Parts(opened.settings, opened.database, opened.files, opened.keys, engine)
    with opened.database.writing() as session:
        seed_contract_types(session, office.organization)
    return application(handed, _desk)


def _desk(handed: Parts) -> Flask:
    settings = handed.settings
    app = Flask(
        "desk",
        root_path=str(ROOT),
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "webapp" / "static"),
    )
    install_unseen(app)
    app.extensions[EXTENSION] = handed
    app.secret_key = "only for this test"  # noqa: S105 -- no session of this app leaves the test
    base_url = settings.base_url
    shell.install_request_log(app)
    shell.install_headers(app, base_url)
    shell.install_cookies(app, base_url)
    shell.install_trusted_hosts(app, base_url)
    shell.install_limits(app, settings.upload_limit)
    csrf = shell.install_csrf(app)
    shell.install_babel(app)
    install_unseen_in_sentences(app)
    shell.install_static_files(app)
    shell.install_errors(app)
    install_formats(app)
    for pages in (entry, legal, management, review, settings_pages, compliance, verification, guide):
        app.register_blueprint(pages.blueprint)
    for pages in (
        approval_routes,
        contract_types,
        contacts,
        document_templates,
        bulk_sendings,
        imports,
        deadlines,
        folders,
        overview,
        people,
        person_requests,
        placing,
        snippets,
    ):
        app.register_blueprint(pages.blueprint)
    for pages in (abuse, filing, hooks, shared):
        app.register_blueprint(pages.blueprint)
    csrf.exempt(hooks.blueprint)
    return app


@cache
def password_hash() -> str:
    return hash_password(PASSWORD)


def hired(office: Office, mail: str, role: Role, *, temporary: bool = False) -> User:
    with office.opened.database.writing() as session:
        user = User(
            organization_id=office.organization.id,
            mail=mail,
            mail_key=mail_key(mail),
            name={"approver@sample.example": "承認 太郎"}.get(mail, "法務 花子"),
            role=role,
            password_hash=password_hash(),
            must_change_password=temporary,
            created_at=now_of(session),
        )
        session.add(user)
    return user


@dataclass
class Clerk:
    """One browser of a member of staff; `at` is the page last shown."""

    site: Flask
    at: TestResponse | None = None

    def __post_init__(self) -> None:
        self.client = self.site.test_client()

    def opens(self, path: str) -> TestResponse:
        self.at = self.client.get(path, follow_redirects=True)
        return self.at

    def signs_in(self, mail: str, password: str = PASSWORD) -> TestResponse:
        self.opens("/sign-in")
        return self.sends("/sign-in", login=mail, password=password)

    def comes_in(self, mail: str) -> None:
        """Sign in and open nothing yet: the home page takes longer than most of what a test looks at."""
        self.opens("/sign-in")
        data = {**self.fields("/sign-in"), "login": mail, "password": PASSWORD}
        assert self.client.post("/sign-in", data=data).location is not None

    def sends(self, path: str, **typed: object) -> TestResponse:
        """Send the form of the page shown that goes to `path`, as it stands but for what is typed."""
        data = {**self.fields(path), **typed}
        shown = {name: value for name, value in data.items() if value is not None}
        self.at = self.client.post(path, data=shown, follow_redirects=True)
        return self.at

    def fields(self, path: str) -> dict[str, object]:
        """Return what a browser would send of the form that goes to `path`, without its buttons."""
        assert self.at is not None
        forms = re.findall(r"<form\b.*?</form>", self.at.text, re.DOTALL)
        form = next(one for one in forms if f'action="{path}"' in one)
        found: dict[str, object] = {}
        for groups in CONTROL.findall(form):
            kind, inside, content = groups[:3] if groups[0] else groups[3:]
            attributes = dict(ATTRIBUTE.findall(inside))
            if "name" in attributes and _is_sent(attributes):
                found[attributes["name"]] = unescape(_value(kind, attributes, content))
        return found

    def uploads(
        self, path: str, data: bytes, name: str = "賃貸借契約書.pdf", **typed: object
    ) -> TestResponse:
        return self.sends(path, file=(BytesIO(data), name), **typed)

    @property
    def path(self) -> str:
        assert self.at is not None
        return self.at.request.path

    @property
    def text(self) -> str:
        assert self.at is not None
        return unescape(self.at.text)

    def drafts(self, title: str = "建物賃貸借契約書", contract_type: str = "lease") -> str:
        """Fill a whole draft, up to the confirmation, and return its public id."""
        self.opens("/drafts/new")
        self.uploads("/drafts/new", paper(title))
        draft = self.path.split("/")[2]
        self.opens(f"/drafts/{draft}")
        party = self.parties()[0]
        self.sends(
            f"/drafts/{draft}",
            title=title,
            contract_type=contract_type,
            standing="agent",
            intent="confirmation",
            **{
                f"party-{party}-role": "借主",
                f"party-{party}-name": "佐藤 一郎",
                f"party-{party}-mail": "sato@example.com",
            },
        )
        return draft

    def parties(self) -> list[str]:
        """Return the ids of the parties on the page shown, in order."""
        return re.findall(r'id="party-([0-9a-f-]{36})"', self.text)


def _is_sent(attributes: dict[str, str]) -> bool:
    if "disabled" in attributes or attributes.get("type") == "file":
        return False
    return attributes.get("type") not in {"radio", "checkbox"} or "checked" in attributes


def _value(kind: str, attributes: dict[str, str], content: str) -> str:
    if kind == "textarea":
        return content.removeprefix("\r\n").removeprefix("\n")
    if kind == "select":
        return next(iter(SELECTED.findall(content)), "")
    return attributes.get("value", "on" if attributes.get("type") == "checkbox" else "")
