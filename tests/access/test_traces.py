"""Whoever looks at a contract or takes a file away leaves a row: who, when, from where, what (GM-34)."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from contracts.roles import Role
from database.audit import AuditEvent
from database.people import User
from tests.access.house import House
from tests.access.matrix import WITHOUT_SESSION, doors, name_of, opens, path_of, table
from tests.access.sampled import Matrix, lay_out, mail_of
from tests.desk.site import Clerk
from webapp.texts.audit import knows

CARRIED = ("application/pdf", "application/zip", "image/png", "text/csv")
NO_CONTENT = "a form about the contract: it shows no more than the lists do"
PICTURE = "a picture of a page is one look with the document, which was opened just before"
EMPTY = "an empty form to fill in"
WITHOUT_A_ROW = {
    "/contracts/<public_id>/access": NO_CONTENT,
    "/contracts/<public_id>/attachments": "the list of attachments, whose downloads tell of themselves",
    "/contracts/<public_id>/confidentiality": NO_CONTENT,
    "/contracts/<public_id>/evidence": NO_CONTENT,
    "/contracts/<public_id>/parties/<party>/papers-link": NO_CONTENT,
    "/contracts/<public_id>/placement": NO_CONTENT,
    "/contracts/<public_id>/re-request": NO_CONTENT,
    "/contracts/<public_id>/rejection": NO_CONTENT,
    "/contracts/<public_id>/deadline-reminders": NO_CONTENT,
    "/contracts/<public_id>/flag": NO_CONTENT,
    "/contracts/<public_id>/metadata": NO_CONTENT,
    "/contracts/<public_id>/relations": NO_CONTENT,
    "/contracts/<public_id>/renewal": NO_CONTENT,
    "/contracts/<public_id>/template": NO_CONTENT,
    "/contracts/<public_id>/versions": "the list of versions, whose pages tell of themselves",
    "/contracts/<public_id>/versions/<int:number>/share": NO_CONTENT,
    "/contracts/<public_id>/withdrawal": NO_CONTENT,
    "/contracts/<public_id>/shown/pages/<int:page>.png": PICTURE,
    "/contracts/<public_id>/versions/<int:number>/pages/<int:page>.png": PICTURE,
    "/folders/import/<kind>.csv": EMPTY,
    "/imports/columns.csv": EMPTY,
    "/ledger/template": EMPTY,
    "/users/import/template.csv": EMPTY,
}
AFTER_ITS_PICTURE = "/contracts/<public_id>/versions/<int:number>/shown.pdf"
MANY = 20


@pytest.fixture
def matrix(house: House) -> Matrix:
    return lay_out(house)


@pytest.mark.shows("GM-34")
@pytest.mark.parametrize("asked", [{}, {"HTTP_RANGE": "bytes=1-"}], ids=["whole", "without the first byte"])
def test_every_door_that_shows_a_contract_or_hands_out_a_file_leaves_a_row(
    matrix: Matrix, asked: dict[str, str]
) -> None:
    """Of staff and of the API; what leaves none is listed above with its reason."""
    told, untold = 0, set()
    for rule, rows in looked_at(matrix, asked):
        if not rows:
            untold.add(rule.rule)
        for row in rows:
            assert (row.actor, '"address":"127.0.0.1"' in row.facts) == (administrator(matrix), True), rule
            assert datetime.fromisoformat(row.at).tzinfo is not None
            assert knows(row.code)
            assert row.subject or "/contracts/<" not in rule.rule, rule
        told += bool(rows)
    untold -= {*WITHOUT_A_ROW, *([AFTER_ITS_PICTURE] if asked else [])}
    assert sorted(untold) == []
    assert told > MANY


def looked_at(matrix: Matrix, asked: dict[str, str]) -> Iterator[tuple[Rule, list[AuditEvent]]]:
    """Open each such door as an administrator; yield the rows that this left."""
    role, listed = Role.ADMINISTRATOR, table()
    clerk = Clerk(matrix.house.site)
    clerk.signs_in(mail_of(role))
    clerk.client.environ_base |= asked
    for rule, method in doors(matrix.house.site):
        if method != "GET" or listed.get(name_of(rule, method)) in WITHOUT_SESSION:
            continue
        before = newest(matrix)
        path = path_of(rule, matrix.sample, role)
        if shows_something(rule, opens(clerk.client, path, "GET", matrix.sample.tokens[role])):
            yield rule, rows_after(matrix, before)


def shows_something(rule: Rule, answer: TestResponse) -> bool:
    """A page about one contract, or anything that is carried away."""
    is_file = answer.mimetype in CARRIED or "attachment" in answer.headers.get("Content-Disposition", "")
    return answer.status_code in {200, 206} and (is_file or "/contracts/<" in rule.rule)


def administrator(matrix: Matrix) -> str:
    with matrix.house.office.opened.database.reading() as session:
        return session.scalars(select(User.public_id).where(User.mail == mail_of(Role.ADMINISTRATOR))).one()


def newest(matrix: Matrix) -> int:
    rows = rows_after(matrix, 0)
    return rows[-1].sequence if rows else 0


def rows_after(matrix: Matrix, sequence: int) -> list[AuditEvent]:
    ours = matrix.house.office.organization.id
    with matrix.house.office.opened.database.reading() as session:
        query = select(AuditEvent).where(AuditEvent.organization_id == ours, AuditEvent.sequence > sequence)
        return list(session.scalars(query.order_by(AuditEvent.sequence)))
