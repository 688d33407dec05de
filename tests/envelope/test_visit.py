"""The counterparty's pages when there are three documents in the envelope."""

import io
import json
import re
import zipfile
from urllib.parse import unquote

import pikepdf
import pytest
from sqlalchemy import select

from contracts.letters import LinkPurpose
from database.audit import AuditEvent
from database.queries.preferences import set_preference
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan, paper
from tests.counterparty.site import Visitor
from tests.envelope.enclosing import FIRST, FURTHER, enclose

TAB = re.compile(r'class="tabs__tab"\s+href="([^"]+)"(\s+aria-current="page")?')


def visited(sender: Office, visitor: Visitor) -> Sent:
    sent = sender.sent()
    enclose(sender, sent)
    visitor.enters(sender.link(sent.parties[0]))
    return sent


@pytest.mark.shows("GM-14", "GM-15", "GM-12")
def test_three_documents_are_three_tabs_and_each_opens_its_own_pages(
    sender: Office, visitor: Visitor
) -> None:
    sent = visited(sender, visitor)
    tabs = TAB.findall(visitor.text)
    assert [address for address, _now in tabs] == [
        "/c/contract",
        "/c/contract?document=2",
        "/c/contract?document=3",
    ]
    assert [bool(now) for _address, now in tabs] == [True, False, False]
    assert '現在 <strong class="number">1／3</strong>' in visitor.text
    assert all(name in visitor.text for name in (FIRST, *FURTHER, sender.contract(sent).title))
    visitor.opens("/c/contract?document=3&pages=all")
    assert "3／3" in visitor.text
    assert '/c/contract/document.pdf?document=3"' in visitor.text
    assert visitor.text.count("/c/contract/pages/") == 3
    opened = [visitor.client.get(f"/c/contract/document.pdf?document={place}") for place in (1, 2, 3)]
    assert len({answer.data for answer in opened}) == 3
    assert FURTHER[1] in _named(opened[2].headers["Content-Disposition"])
    for wrong in ("0", "4", "x", "１"):
        assert visitor.opens(f"/c/contract?document={wrong}").status_code == 404


def test_the_step_is_done_only_when_every_document_was_gone_through(sender: Office, visitor: Visitor) -> None:
    visited(sender, visitor)
    assert "次の文書へ" in visitor.text
    visitor.opens("/c/contract?document=3")
    visitor.sends("/c/contract/reading")
    assert "1／3" in visitor.text
    assert visitor.text.count("（確認済み）") == 1
    visitor.opens("/c/preview")
    assert "最終プレビュー" not in visitor.text
    visitor.opens("/c/contract")
    visitor.sends("/c/contract/reading")
    assert "2／3" in visitor.text
    assert "次の文書へ" not in visitor.text
    visitor.sends("/c/contract/reading")
    assert "印影" in visitor.text
    assert visitor.at is not None
    assert visitor.at.request.path == "/c/imprint"


@pytest.mark.shows("T14")
def test_only_a_press_leaves_that_a_document_was_opened_or_read_and_only_once(
    sender: Office, visitor: Visitor
) -> None:
    visited(sender, visitor)
    before = told(sender)
    for place in (1, 2, 3):
        for page in ("contract", "contract/document.pdf", "contract/pages/1.png"):
            visitor.client.head(f"/c/{page}?document={place}")
            visitor.opens(f"/c/{page}?document={place}&pages=all")
    assert told(sender) == before
    visitor.opens("/c/contract?document=2")
    assert "（確認済み）" not in visitor.text
    presses = {path: visitor.fields(path) for path in ("/c/contract/views", "/c/contract/reading")}
    for path, form in presses.items():
        for _twice in range(2):
            visitor.client.post(path, data=form)
    assert told(sender)[len(before) :] == [("document_viewed", 2), ("document_read", 2)]


@pytest.mark.shows("GM-14")
def test_one_agreement_covers_all_and_the_seal_is_previewed_in_each(sender: Office, visitor: Visitor) -> None:
    visited(sender, visitor)
    for _document in (1, 2, 3):
        visitor.sends("/c/contract/reading")
    visitor.sends("/c/imprint", text="佐藤", step="preview")
    assert len(TAB.findall(visitor.text)) == 3
    assert "同意する文書" in visitor.text
    for place in (1, 2, 3):
        shown = visitor.client.get(f"/c/preview/document.pdf?document={place}").data
        with pikepdf.open(io.BytesIO(shown)) as pdf:
            values = {str(field.T): str(field.get("/V", "")) for field in pdf.Root.AcroForm.Fields}
        assert values["p1_seal"] == "佐藤"
    visitor.sends("/c/agreement/confirmation")
    visitor.sends("/c/agreement")
    assert visitor.at is not None
    assert visitor.at.request.path == "/c/agreement"


@pytest.mark.shows("GM-14")
def test_the_concluded_documents_are_handed_out_one_by_one_and_together(
    sender: Office, visitor: Visitor
) -> None:
    sent = sender.sent(Plan(imprint=False))
    visitor.enters(sender.link(sent.parties[0]))
    for path in ("/c/contract/reading", "/c/agreement/confirmation", "/c/agreement"):
        visitor.sends(path)
    sender.seal(sent, sent.parties[0])
    sender.conclude(sent)
    enclose(sender, sent)
    visitor.enters(sender.link(sent.parties[0], LinkPurpose.CONCLUDED))
    assert all(name in visitor.text for name in (FIRST, *FURTHER))
    one = visitor.client.get("/c/concluded/contract.pdf?document=2")
    assert f"_{FURTHER[0]}.pdf" in _named(one.headers["Content-Disposition"])
    whole = visitor.client.get("/c/concluded/contracts.zip")
    with zipfile.ZipFile(io.BytesIO(whole.data)) as archive:
        numbered = [(name[:3], name.rpartition("_")[2]) for name in archive.namelist()]
        assert numbered == [(f"0{at}_", f"{name}.pdf") for at, name in enumerate((FIRST, *FURTHER), 1)]
        assert archive.read(archive.namelist()[1]) == one.data


@pytest.mark.shows("CF-12")
def test_where_the_sender_asks_for_all_pages_the_way_on_opens_with_them(
    sender: Office, visitor: Visitor
) -> None:
    sent = sender.sent()
    with sender.opened.database.writing() as session:
        set_preference(session, sender.owner, "requires_full_view", value=True)
    visitor.enters(sender.link(sent.parties[0]))
    assert 'action="/c/contract/reading"' not in visitor.text
    visitor.sends("/c/contract/views")
    visitor.sends("/c/contract/reading", pages="")
    assert visitor.at is not None
    assert visitor.at.request.path == "/c/contract"
    visitor.sends("/c/contract/reading")
    assert visitor.at.request.path == "/c/imprint"


@pytest.mark.shows("CS-38")
def test_of_fifty_pages_the_first_is_there_at_once_and_the_others_on_request(
    sender: Office, visitor: Visitor
) -> None:
    sent = sender.sent()
    sender.revision(sent, fifty_pages(), "agreement", "")
    visitor.enters(sender.link(sent.parties[0]))
    assert "（全50ページ）" in visitor.text
    assert visitor.text.count("/c/contract/pages/") == 1
    first = visitor.client.get("/c/contract/pages/1.png")
    assert (first.status_code, first.mimetype) == (200, "image/png")
    start = visitor.client.get("/c/contract/document.pdf", headers={"Range": "bytes=0-1023"})
    assert (start.status_code, len(start.data)) == (206, 1024)
    visitor.sends("/c/contract/views")
    assert visitor.text.count("/c/contract/pages/") == 50


def fifty_pages() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as whole, pikepdf.open(io.BytesIO(paper(FIRST))) as two:
        for _pair in range(25):
            whole.pages.extend(two.pages)
        whole.save(out)
    return out.getvalue()


def told(office: Office) -> list[tuple[str, int]]:
    with office.opened.database.reading() as session:
        rows = session.scalars(select(AuditEvent).order_by(AuditEvent.sequence)).all()
    pressed = [row for row in rows if row.code != "document_shown"]
    return [(row.code, json.loads(row.facts).get("document", 0)) for row in pressed]


def _named(disposition: str) -> str:
    return unquote(disposition)
