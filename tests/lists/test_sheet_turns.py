"""Who downloads the list, or the files of its rows, holds nobody up who writes."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from zipfile import ZipFile

import pytest
from sqlalchemy import event, select

from database.audit import AuditEvent
from database.engine import WRITES
from tests.counterparty.office import Office
from tests.desk.cases import concluded
from tests.desk.site import Clerk
from tests.lists.looking import BULK

Said = list[tuple[bool, str]]
"""Statements, each with whether it was said in the turn of a writer."""


def test_the_sheet_is_read_outside_the_turn_of_the_writers(clerk: Clerk, office: Office) -> None:
    office.sent(title="賃貸借契約")
    with heard(office) as said:
        answer = clerk.client.get("/contracts.csv")
    assert "賃貸借契約" in answer.data.decode("utf-8-sig")
    require_only_told(said)


@pytest.mark.shows("UX-18")
def test_files_are_looked_for_outside_the_turn_of_the_writers_and_told_of_before_they_leave(
    clerk: Clerk, office: Office
) -> None:
    done = office.sent(title="契約書")
    concluded(office, done)
    clerk.opens("/contracts")
    data = {**clerk.fields(BULK), "contract": [done.contract]}
    with heard(office) as said:
        answer = clerk.client.post(BULK, data=data)
    require_only_told(said)
    pieces = answer.iter_encoded()
    first = next(pieces)
    with office.opened.database.writing() as session:
        told = session.scalars(select(AuditEvent).where(AuditEvent.code == "downloaded")).all()
    with ZipFile(io.BytesIO(first + b"".join(pieces))) as archive:
        assert len(archive.namelist()) - 1 == len(told)
    assert {row.subject for row in told} == {done.contract}


@contextmanager
def heard(office: Office) -> Iterator[Said]:
    said: Said = []

    def hears(connection: Any, _cursor: object, statement: str, *_rest: object) -> None:  # noqa: ANN401 -- as SQLAlchemy calls it
        said.append((connection.get_execution_options().get(WRITES, False), statement))

    engine = office.opened.database.engine
    event.listen(engine, "before_cursor_execute", hears)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", hears)


def require_only_told(said: Said) -> None:
    assert any("FROM contract" in statement for _writes, statement in said)
    written = [statement for writes, statement in said if writes]
    assert any("INSERT INTO audit_event" in statement for statement in written)
    assert not any("FROM contract" in statement for statement in written)
