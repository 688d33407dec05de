"""Several files in one request: chosen together, added, put in order, taken out (IM-18, MK-52)."""

import io

import pytest
from sqlalchemy import select

from contracts.envelope import LARGEST_BYTES, MOST_DOCUMENTS
from database.contract import Contract
from database.document import DocumentVersion
from database.queries.versions import newest_version
from tests.counterparty.office import Office
from tests.counterparty.planning import paper
from tests.desk.site import Clerk

NAMES = ("基本契約書.pdf", "個別契約書.pdf", "覚書.pdf")


def chosen(*names: str) -> list[tuple[io.BytesIO, str]]:
    return [(io.BytesIO(paper(name)), name) for name in names]


def begun(clerk: Clerk, *names: str) -> str:
    clerk.opens("/drafts/new")
    clerk.sends("/drafts/new", file=chosen(*names))
    return clerk.path.split("/")[2]


def names_in(office: Office) -> list[str]:
    with office.opened.database.reading() as session:
        version = newest_version(session, session.scalars(select(Contract)).one())
        return [one.filename for one in version.documents] if version else []


@pytest.mark.shows("IM-18", "GM-15")
def test_files_chosen_together_go_into_one_request_and_are_moved_and_taken_out(
    clerk: Clerk, sender: Office
) -> None:
    draft = begun(clerk, *NAMES[:2])
    here = f"/drafts/{draft}/document"
    assert names_in(sender) == [*NAMES[:2]]
    assert "基本契約書" in clerk.text
    clerk.sends(f"/drafts/{draft}/documents", **{"more-file": chosen(NAMES[2])})
    assert names_in(sender) == [*NAMES]
    last = uploaded(sender, NAMES[2])
    clerk.sends(f"/drafts/{draft}/documents/{last}/place", to="up")
    assert names_in(sender) == [NAMES[0], NAMES[2], NAMES[1]]
    clerk.sends(f"/drafts/{draft}/documents/{last}/place", to="up")
    assert names_in(sender) == [NAMES[2], NAMES[0], NAMES[1]]
    clerk.sends(f"/drafts/{draft}/documents/{uploaded(sender, NAMES[0])}/removal")
    assert names_in(sender) == [NAMES[2], NAMES[1]]
    clerk.opens(f"{here}?document=2")
    assert "2／2" in clerk.text
    shown = [clerk.client.get(f"/contracts/{draft}/shown/document.pdf?document={n}").data for n in (1, 2)]
    assert shown[0] != shown[1]
    with sender.opened.database.reading() as session:
        assert session.scalars(select(Contract.title)).one() == "基本契約書"


@pytest.mark.shows("IM-17", "IM-18")
def test_of_several_files_the_refused_one_is_named_and_the_others_are_kept(
    clerk: Clerk, sender: Office
) -> None:
    clerk.opens("/drafts/new")
    clerk.sends("/drafts/new", file=[*chosen(NAMES[0]), (io.BytesIO(b"PK\x03\x04"), "見積書.txt")])
    assert "見積書.txt：PDFではないファイルです。" in clerk.text
    assert names_in(sender) == [NAMES[0]]


@pytest.mark.shows("MK-52")
def test_more_files_or_bytes_than_an_envelope_holds_are_refused_in_words(
    clerk: Clerk, sender: Office
) -> None:
    clerk.opens("/drafts/new")
    many = [(io.BytesIO(b"%PDF-"), f"{at}.pdf") for at in range(MOST_DOCUMENTS + 1)]
    assert clerk.sends("/drafts/new", file=many).status_code == 422
    assert "一度に送れる文書は100件までです。" in clerk.text
    draft = begun(clerk, NAMES[0])
    with sender.opened.database.writing() as session:
        version = session.scalars(select(DocumentVersion)).one()
        version.uploaded.size = LARGEST_BYTES
    added = clerk.sends(f"/drafts/{draft}/documents", **{"more-file": chosen(NAMES[1])})
    assert added.status_code == 422
    assert "文書の大きさの合計は200MBまでです。" in clerk.text
    assert names_in(sender) == [NAMES[0]]


def test_replacing_and_taking_out_leave_no_document_in_the_newest_version(
    clerk: Clerk, sender: Office
) -> None:
    draft = begun(clerk, *NAMES)
    clerk.sends(f"/drafts/{draft}/document", file=chosen(NAMES[0]), reason="一つにまとめた")
    assert names_in(sender) == [NAMES[0]]
    clerk.sends(f"/drafts/{draft}/documents", **{"more-file": chosen(NAMES[1])})
    for name in NAMES[:2]:
        clerk.opens(f"/drafts/{draft}/document")
        clerk.client.post(
            f"/drafts/{draft}/documents/{uploaded(sender, name)}/removal",
            data={"csrf_token": clerk.fields(f"/drafts/{draft}/document")["csrf_token"]},
        )
    assert names_in(sender) == []


def uploaded(office: Office, name: str) -> str:
    with office.opened.database.reading() as session:
        version = newest_version(session, session.scalars(select(Contract)).one())
        assert version is not None
        return next(one.uploaded.public_id for one in version.documents if one.filename == name)
