"""No byte of a document leaves before the audit log tells of it, however it is asked for (GM-34)."""

import json

import pytest
from sqlalchemy import select

from database.audit import AuditEvent
from tests.counterparty.office import Office
from tests.counterparty.site import Visitor
from tests.desk.site import Clerk
from tests.envelope.enclosing import enclose

CODES = ("document_shown", "document_viewed")
RANGES = ["bytes=0-", "bytes=1-", "bytes=-5", "bytes=7-8", "bytes=1-2,5-6"]
SHOWN = ["/c/contract/document.pdf", "/c/contract/pages/1.png"]


def looks(office: Office) -> list[AuditEvent]:
    with office.opened.database.reading() as session:
        query = select(AuditEvent).where(AuditEvent.code.in_(CODES)).order_by(AuditEvent.sequence)
        return list(session.scalars(query))


@pytest.mark.shows("GM-34")
@pytest.mark.parametrize("wanted", RANGES)
@pytest.mark.parametrize("path", SHOWN)
def test_a_part_of_a_document_that_a_party_fetches_first_is_told(
    sender: Office, visitor: Visitor, path: str, wanted: str
) -> None:
    sent = sender.sent()
    enclose(sender, sent)
    visitor.enters(sender.link(sent.parties[0]))
    assert looks(sender) == []
    for _ in range(2):
        answer = visitor.client.get(path, headers={"Range": wanted})
        assert answer.status_code in {200, 206}
        assert answer.data
    (row,) = looks(sender)
    facts = json.loads(row.facts)
    assert (row.actor, row.subject, facts["address"]) == (
        sent.parties[0].public_id,
        sent.contract,
        "127.0.0.1",
    )
    assert visitor.client.get(f"{path}?document=2", headers={"Range": wanted}).data
    assert len({json.loads(row.facts)["digest"] for row in looks(sender)}) == 2


@pytest.mark.shows("GM-34")
def test_a_whole_document_is_told_each_time_and_what_a_party_sees_of_it_moves_no_step(
    sender: Office, visitor: Visitor
) -> None:
    sent = sender.sent()
    visitor.enters(sender.link(sent.parties[0]))
    for _ in range(2):
        assert visitor.client.get("/c/contract/document.pdf").status_code == 200
    assert [row.code for row in looks(sender)] == ["document_shown"] * 2
    assert visitor.client.get("/c/preview").status_code == 303


@pytest.mark.shows("GM-34")
@pytest.mark.parametrize("wanted", RANGES)
def test_a_part_that_staff_fetch_first_is_told(sender: Office, clerk: Clerk, wanted: str) -> None:
    sent = sender.sent()
    for number, path in enumerate(("shown/document.pdf", "versions/1/shown.pdf"), 1):
        for _ in range(2):
            answer = clerk.client.get(f"/contracts/{sent.contract}/{path}", headers={"Range": wanted})
            assert answer.status_code in {200, 206}
        assert [row.code for row in looks(sender)] == ["document_viewed"] * number
    pictures = f"/contracts/{sent.contract}/versions/1/pages/1.png"
    assert clerk.client.get(pictures).status_code == 200
    assert len(looks(sender)) == 2


@pytest.mark.shows("GM-34")
def test_pictures_alone_are_a_look(sender: Office, clerk: Clerk) -> None:
    sent = sender.sent()
    for _ in range(2):
        assert clerk.client.get(f"/contracts/{sent.contract}/shown/pages/1.png").status_code == 200
    assert [row.subject for row in looks(sender)] == [sent.contract]
