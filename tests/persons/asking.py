"""Requests as auditors register them, and what the pages answer."""

import io
import json
import re
from typing import Any
from zipfile import ZipFile

from sqlalchemy import select

from database.person_request import PersonOutcome, PersonRequest
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from tests.persons.around import MAIL, NAME

LIST = "/person-requests"


def asks(clerk: Clerk, kind: str, mails: str = MAIL, name: str = NAME, **more: str) -> str:
    """Register a request and return its address."""
    clerk.opens(f"{LIST}/new")
    typed = {"kind": kind, "mails": mails, "name": name, "checked_how": "登録のアドレスへの返信", **more}
    assert clerk.sends(LIST, **typed).status_code == 200
    assert re.fullmatch(rf"{LIST}/[0-9a-f-]{{36}}", clerk.path), clerk.text
    return clerk.path


def disclosed(clerk: Clerk, page: str) -> tuple[dict[str, Any], ZipFile]:
    answer = clerk.client.get(f"{page}/disclosure.zip")
    assert answer.status_code == 200
    archive = ZipFile(io.BytesIO(answer.data))
    return json.loads(archive.read("data.json")), archive


def erases(clerk: Clerk, page: str) -> None:
    clerk.opens(f"{page}/erasure/confirmation")
    clerk.sends(f"{page}/erasure", understood="yes")
    assert clerk.path == page


def outcomes(office: Office, page: str) -> dict[str, set[str]]:
    """Return by place what became of it."""
    with office.opened.database.reading() as session:
        query = select(PersonOutcome).join(PersonRequest, PersonRequest.id == PersonOutcome.request_id)
        rows = session.scalars(query.where(PersonRequest.public_id == page.rpartition("/")[2])).all()
        return {row.place: {one.why for one in rows if one.place == row.place} for row in rows}
