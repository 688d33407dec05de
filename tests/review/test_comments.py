"""社内コメント, @mentions, and that nobody outside ever reads one (MK-40)."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule

from adapters.secrets import new_api_token, token_digest
from contracts.messages import NoticeKind
from database.commenting import CommentMention
from database.people import User
from database.queries.tokens import file_token
from tests.applications import application
from tests.counterparty.office import Office
from tests.counterparty.site import Visitor
from tests.desk.cases import sent_by
from tests.desk.conftest import LEGAL
from tests.desk.site import Clerk
from tests.review.conftest import COLLEAGUE, VIEWER
from tests.review.sharing import CODE, opened, shared
from webapp.parts import Parts

if TYPE_CHECKING:
    from webapp.engine import Engine

ROOT = Path(__file__).parents[2]
WORDS = "社内限り：下限は月額十八万円"
OUTSIDE = ("counterparty", "shared", "readers", "filing", "guide", "verification", "api")


def commented(clerk: Clerk, contract: str, body: str, **typed: object) -> None:
    page = f"/contracts/{contract}/versions/1"
    clerk.opens(page)
    clerk.sends(f"{page}/comments", body=body, **typed)


def called(office: Office) -> set[str]:
    with office.opened.database.reading() as session:
        rows = session.scalars(select(User.mail).join(CommentMention, CommentMention.user_id == User.id))
        return set(rows)


@pytest.mark.shows("MK-40")
def test_who_is_called_by_name_is_told_if_they_may_see_the_contract_and_others_silently_not(
    clerk: Clerk, colleague: Clerk, viewer: Clerk, office: Office
) -> None:
    sent = sent_by(clerk, office)
    commented(clerk, sent.contract, "@法務三郎 さん、＠営業 次郎 さん、第3条をご確認ください。")
    assert "コメントしました。" in clerk.text
    assert called(office) == {COLLEAGUE}
    assert [one.kind for one in office.engine.notices] == [NoticeKind.COMMENT_MENTIONED]
    colleague.opens(f"/contracts/{sent.contract}")
    assert "第3条をご確認ください。" in colleague.text
    assert viewer.opens(f"/contracts/{sent.contract}/versions/1").status_code == 404
    assert VIEWER not in called(office)


def test_a_comment_sent_twice_is_one_and_an_empty_one_is_asked_for_again(
    clerk: Clerk, office: Office
) -> None:
    sent = sent_by(clerk, office)
    page = f"/contracts/{sent.contract}/versions/1"
    clerk.opens(page)
    assert clerk.sends(f"{page}/comments", body=" ").status_code == 422
    typed = {**clerk.fields(f"{page}/comments"), "body": "確認しました。"}
    for _ in range(2):
        assert clerk.client.post(f"{page}/comments", data=typed).status_code == 303
    assert clerk.opens(page).get_data(as_text=True).count("確認しました。") == 1


def outside_doors(app: Flask, named: dict[str, str]) -> Iterator[str]:
    """Yield every address of the audiences outside, and of the API, that can be opened by reading."""
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint.partition(".")[0] in OUTSIDE:
            yield _path_of(rule, named)


def _path_of(rule: Rule, named: dict[str, str]) -> str:
    given = {name: 1 if f"<int:{name}>" in rule.rule else named.get(name, "1") for name in rule.arguments}
    built = rule.build(given)
    assert built is not None
    return built[1]


@pytest.mark.shows("MK-40")
@pytest.mark.usefixtures("colleague")
def test_no_answer_to_a_counterparty_a_reader_outside_or_the_api_holds_an_internal_comment(
    clerk: Clerk, office: Office
) -> None:
    sent = sent_by(clerk, office)
    commented(clerk, sent.contract, f"@法務三郎 {WORDS}")
    token = shared(clerk, sent.contract, office)
    handed = office.opened
    engine = cast("Engine", office.engine)
    whole = application(Parts(handed.settings, handed.database, handed.files, handed.keys, engine))
    party, reader = Visitor(whole), Visitor(whole)
    party.enters(office.link(sent.parties[0]))
    opened(reader, token, CODE)
    with handed.database.writing() as session:
        legal = session.scalars(select(User).where(User.mail == LEGAL)).one()
        bearer = new_api_token()
        file_token(session, legal, token_digest(bearer))
    named = {"public_id": sent.contract, "contract_id": sent.contract, "party": sent.parties[0].public_id}
    seen = 0
    for path in outside_doors(whole, named):
        for client, headers in (
            (party.client, {}),
            (reader.client, {}),
            (whole.test_client(), _bearer(bearer)),
        ):
            answer = _read(client, path, headers)
            assert WORDS.encode() not in answer
            seen += bool(answer)
    assert seen > 50
    assert WORDS in clerk.opens(f"/contracts/{sent.contract}").get_data(as_text=True)


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def _read(client: FlaskClient, path: str, headers: dict[str, str]) -> bytes:
    return bytes(client.get(path, headers=headers).data)


@pytest.mark.shows("MK-40")
def test_no_page_or_mail_of_an_audience_outside_can_reach_the_table_of_internal_comments() -> None:
    """Each module of those audiences, and what it imports of our queries, is read for the names."""
    for audience in OUTSIDE:
        for file in (ROOT / "webapp" / audience).rglob("*.py"):
            assert not _imports(file) & {
                "database.commenting",
                "database.comments",
                "database.queries.comments",
            }
            assert "webapp.casefile.comments" not in _imports(file)
    for folder in ("counterparty", "shared", "readers", "filing", "guide"):
        for template in (ROOT / "templates" / folder).rglob("*.html"):
            assert "comments.inside" not in template.read_text()


def _imports(file: Path) -> set[str]:
    nodes = ast.walk(ast.parse(file.read_text()))
    return {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
