"""Every door of the application, tried with every role against real objects; nothing that is tried stays."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, cast
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from contracts.roles import Role
from database.engine import Database
from tests.applications import application, without_tokens
from webapp.parts import EXTENSION, Parts
from workflows.door import EngineUnavailable

if TYPE_CHECKING:
    from webapp.engine import Engine

TABLE = Path(__file__).with_name("matrix.toml")
MISSING = "00000000-0000-4000-8000-000000000000"
WITHOUT_SESSION = ("public", "visit", "account")
REFUSED = frozenset({403, 404, 405})
ONE_OF = re.compile(r"<any\(['\"]?(\w+)[^)]*\):(\w+)>")
TOKEN = re.compile(r'name="(csrf_token|key|[\w-]*-key)"[^>]*value="[^"]*"|value="[0-9a-f]{32}"')


class Unwritten(Database):
    """A database that forgets whatever is written, so that each door finds what the first one found."""

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with Session(self.engine, expire_on_commit=False) as session, session.begin() as transaction:
            yield session
            session.flush()
            session.expunge_all()
            transaction.rollback()


class AwayEngine:
    """An engine that is not there: the pages say so, and nothing is done."""

    def is_reachable(self) -> bool:
        return False

    def __getattr__(self, name: str) -> object:
        def away(*_asked: object, **_more: object) -> NoReturn:
            raise EngineUnavailable

        return away


@dataclass(frozen=True, slots=True)
class Sample:
    """Values for the arguments of addresses: by role for drafts, by first part of the path, else by name."""

    drafts: Mapping[Role, str]
    things: Mapping[str, str]
    named: Mapping[str, str]
    tokens: Mapping[Role, str] = field(default_factory=dict)


def unwritten_app(site: Flask, *, plain: bool = False) -> Flask:
    """The whole application over what `site` has; `plain` refuses in a word: only the status is looked at."""
    known: Parts = site.extensions[EXTENSION]
    database = Unwritten.__new__(Unwritten)
    database.engine = known.database.engine
    engine = cast("Engine", AwayEngine())
    handed = Parts(known.settings, database, known.files, known.keys, engine)
    return application(handed, _in_a_word if plain else without_tokens)


def _in_a_word(handed: Parts) -> Flask:
    app = without_tokens(handed)
    app.register_error_handler(HTTPException, lambda refused: (refused.name, refused.code))
    return app


def doors(app: Flask) -> list[tuple[Rule, str]]:
    found = [
        (rule, method)
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]
    return sorted(found, key=lambda door: (door[0].rule, door[1]))


def name_of(rule: Rule, method: str) -> str:
    return f"{method} {rule.rule}"


def table() -> dict[str, str]:
    """Return what each door is listed with: who passes, or one of WITHOUT_SESSION."""
    read = tomllib.loads(TABLE.read_text("utf-8"))
    return {
        f"{method} {path}": who for path, methods in read["routes"].items() for method, who in methods.items()
    }


def groups() -> dict[str, frozenset[Role]]:
    read = tomllib.loads(TABLE.read_text("utf-8"))
    named = {name: frozenset(Role(one) for one in words.split()) for name, words in read["groups"].items()}
    return {**named, **{role.value: frozenset({role}) for role in Role}}


def roles_in(words: str, known: Mapping[str, frozenset[Role]]) -> frozenset[Role]:
    """Return the roles of `words`: names of groups and of roles, "absent" for what the sample has none of."""
    listed = [known[word] for word in words.split() if word != "absent"]
    return frozenset(role for one in listed for role in one)


def path_of(rule: Rule, sample: Sample, role: Role, *, missing: bool = False) -> str:
    """Return the address; `missing` names what does not exist instead of what the address is about."""
    given: dict[str, object] = {}
    for argument in rule.arguments:
        number, words = f"<int:{argument}>" in rule.rule, ONE_OF.search(rule.rule)
        given[argument] = 1 if number else _value(rule, argument, sample, role)
        if words and words[2] == argument:
            given[argument] = words[1]
    if missing and (first := first_argument(rule)):
        given[first] = MISSING
    built = rule.build(given)
    assert built is not None, rule
    return built[1]


def first_argument(rule: Rule) -> str:
    """Return the name of the first id in the address, or nothing; a word of our own is no id."""
    found = re.search(r"<(?:uuid:)?(\w+)>", rule.rule)
    return found[1] if found and found[1] not in {"kind", "name"} else ""


def _value(rule: Rule, argument: str, sample: Sample, role: Role) -> str:
    if argument != (first_argument(rule) or argument):
        return sample.named.get(argument, MISSING)
    head = rule.rule.removeprefix("/api/v1").split("/")[1]
    if head == "drafts":
        return sample.drafts[role]
    special = sample.things.get(rule.endpoint)
    return special or sample.things.get(head) or sample.named.get(argument, MISSING)


def thing_of(rule: Rule, sample: Sample, role: Role) -> str:
    """Return what the address is about."""
    return _value(rule, first_argument(rule), sample, role)


def is_to_sign_in(answer: TestResponse) -> bool:
    return answer.status_code in {302, 303} and urlsplit(answer.headers["Location"]).path == "/sign-in"


def is_refused(answer: TestResponse) -> bool:
    return answer.status_code in REFUSED or is_to_sign_in(answer) or answer.status_code == 401


def told(answer: TestResponse, name: str) -> tuple[int, str]:
    """Return what an answer says, without what is made anew for each."""
    return answer.status_code, TOKEN.sub("", answer.text).replace(name, MISSING)


def opens(client: FlaskClient, path: str, method: str, token: str = "") -> TestResponse:
    is_api = path.startswith("/api/")
    headers = {"Authorization": f"Bearer {token}"} if is_api and token else {}
    if is_api and method != "GET":
        return client.open(path, method=method, headers=headers, json={}, buffered=True)
    return client.open(path, method=method, headers=headers, buffered=True)
