"""必要書類 before the agreement: several files, optional items, 利用目的, HEIC, taking back (MK-67)."""

import io
import json
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy.orm import Session

from activities.retention import purge
from contracts.acts import SubmitDocument
from contracts.certificate import Detail
from contracts.purpose_of_use import PURPOSE_VERSION
from contracts.signing import FileIdentity
from database.audit import AuditEvent
from database.certificate_lines import Lines
from database.document import StoredFile, SubmittedFile
from database.engine import now_of
from database.party import Party, RequiredDocument
from database.retention_desk import RetentionDesk
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan, paper
from tests.counterparty.site import Visitor
from tests.counterparty.test_documents import photo
from workflows.door import NotKnownYet

HEIC = (Path(__file__).parent / "papers" / "licence.heic").read_bytes()
IDENTITY = "本人確認書類（運転免許証）"


@pytest.fixture
def sent(office: Office, visitor: Visitor) -> Sent:
    plan = Plan(imprint=False, documents=(IDENTITY, "住民票"), optional_documents=("在学証明書",))
    sent = office.sent(plan)
    visitor.enters(office.link(sent.parties[0]))
    visitor.sends("/c/contract/reading")
    return sent


def items(office: Office, sent: Sent) -> list[str]:
    with office.opened.database.reading() as session:
        return [one.public_id for one in session.get_one(Party, sent.parties[0].id).required_documents]


def standing(office: Office) -> list[SubmittedFile]:
    with office.opened.database.reading() as session:
        rows = session.query(SubmittedFile).filter(SubmittedFile.removed_at.is_(None))
        return list(rows.order_by(SubmittedFile.id))


@pytest.mark.shows("IM-42", "CS-20")
def test_an_optional_document_is_asked_for_and_never_holds_anybody_up(
    office: Office, visitor: Visitor, sent: Sent
) -> None:
    identity, residence, _optional = items(office, sent)
    assert visitor.text.count(">必須<") == 2
    assert visitor.text.count(">任意<") == 1
    visitor.hands_in(identity, photo(), "表.jpg")
    assert visitor.client.get("/c/preview").headers["Location"] == "/c/documents"
    visitor.hands_in(residence, paper("住民票"), "住民票.pdf")
    assert visitor.client.get("/c/preview").status_code == 200


@pytest.mark.shows("LW-37", "MK-67")
def test_the_purpose_of_use_is_read_first_and_its_version_stays_with_the_file(
    office: Office, visitor: Visitor, sent: Sent
) -> None:
    identity, residence, _optional = items(office, sent)
    assert "マイナンバー（個人番号）は提出しないでください" in visitor.text
    assert visitor.text.index(f"（{PURPOSE_VERSION}版）") < visitor.text.index(f'id="file-{identity}"')
    assert "締結から90日" in visitor.text
    old = visitor.sends(f"/c/documents/{identity}", purpose="2020-01", file=(io.BytesIO(photo()), "a.jpg"))
    assert old.status_code == 409
    assert office.engine.acts(SubmitDocument) == []
    visitor.hands_in(identity, photo(), "a.jpg")
    visitor.hands_in(residence, paper("住民票"), "b.pdf")
    with office.opened.database.reading() as session:
        told = [
            json.loads(row.facts) for row in session.query(AuditEvent).filter_by(code="document_uploaded")
        ]
        kinds = [row.purpose for row in session.query(StoredFile).filter(StoredFile.purpose != "working")]
    assert [one.get("purpose_version") for one in told] == [PURPOSE_VERSION, None]
    assert kinds[-2:] == ["identity", "submitted"]


@pytest.mark.shows("IM-43", "T49")
def test_a_phones_heic_is_kept_as_an_upright_jpeg_without_where_it_was_taken(
    office: Office, visitor: Visitor, sent: Sent
) -> None:
    assert b"CANARY-maker" in HEIC
    assert 'capture="environment"' in visitor.text
    visitor.hands_in(items(office, sent)[1], HEIC, "IMG_2041.HEIC")
    assert "IMG_2041.jpg" in visitor.text
    act = office.engine.acts(SubmitDocument)[0]
    assert isinstance(act, SubmitDocument)
    with office.opened.database.reading() as session:
        stored = session.query(StoredFile).filter_by(public_id=act.file).one()
    identity = FileIdentity(office.organization.public_id, stored.public_id, stored.purpose, stored.digest)
    kept = office.opened.files.read(identity)
    picture = Image.open(io.BytesIO(kept))
    assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (96, 64), {})
    assert b"CANARY" not in kept


@pytest.mark.shows("IM-43")
def test_front_and_back_go_in_one_form_and_a_double_tap_keeps_each_once(
    office: Office, visitor: Visitor, sent: Sent
) -> None:
    identity = items(office, sent)[0]
    path = f"/c/documents/{identity}"
    form = visitor.fields(path)
    for _tap in range(2):
        sides = [(io.BytesIO(photo()), "表.jpg"), (io.BytesIO(photo(size=(50, 30))), "裏.jpg")]
        visitor.at = visitor.client.post(path, data={**form, "file": sides}, follow_redirects=True)
    assert [row.filename for row in standing(office)] == ["表.jpg", "裏.jpg"]
    assert "表.jpg" in visitor.text
    assert "裏.jpg" in visitor.text


def test_the_last_file_of_a_required_item_is_replaced_and_not_taken_away(
    office: Office, visitor: Visitor, sent: Sent
) -> None:
    residence = items(office, sent)[1]
    visitor.hands_in(residence, paper("住民票"), "古い.pdf")
    old = standing(office)[0].public_id
    removal = f"/c/documents/{residence}/files/{old}/removal"
    assert removal not in visitor.text
    visitor.client.post(removal, data=visitor.fields(f"/c/documents/{residence}"))
    assert [row.filename for row in standing(office)] == ["古い.pdf"]
    new = (io.BytesIO(paper("住民票（新）")), "新しい.pdf")
    visitor.sends(f"/c/documents/{residence}", intent="replace", file=new)
    assert [row.filename for row in standing(office)] == ["新しい.pdf"]
    assert "古い.pdf" not in visitor.text


def test_what_is_replaced_counts_no_longer_also_when_the_answer_came_too_late(
    office: Office, visitor: Visitor, sent: Sent
) -> None:
    residence = items(office, sent)[1]
    visitor.hands_in(residence, paper("住民票"), "古い.pdf")
    office.engine.silence = NotKnownYet()
    new = (io.BytesIO(paper("住民票（新）")), "新しい.pdf")
    assert visitor.sends(f"/c/documents/{residence}", intent="replace", file=new).status_code == 202
    office.engine.silence = None
    office.engine.ask(sent.contract, office.engine.acts(SubmitDocument)[-1])
    assert [row.filename for row in standing(office)] == ["新しい.pdf"]
    assert "古い.pdf" not in visitor.opens("/c/documents").text
    assert "新しい.pdf" in visitor.text


@pytest.mark.shows("LW-38")
def test_a_file_taken_back_is_deleted_but_not_one_that_stood_when_its_party_agreed(
    office: Office, visitor: Visitor, sent: Sent
) -> None:
    identity, residence, optional = items(office, sent)
    for item, name in ((identity, "a.jpg"), (residence, "b.jpg"), (optional, "c.jpg")):
        visitor.hands_in(item, photo(), name)
    visitor.sends(f"/c/documents/{optional}/files/{standing(office)[2].public_id}/removal")
    visitor.opens("/c/preview")
    visitor.sends("/c/agreement/confirmation")
    visitor.sends("/c/agreement")
    with office.opened.database.writing() as session:
        late = session.query(SubmittedFile).filter_by(required_document_id=_item_id(session, residence)).one()
        late.removed_at = now_of(session)
    desk = RetentionDesk(office.opened.database)
    assert [purge(desk, office.opened.files), purge(desk, office.opened.files)] == [1, 0]
    with office.opened.database.reading() as session:
        gone = [row.filename for row in session.query(SubmittedFile) if row.purged_at is not None]
    assert gone == ["c.jpg"]


def _item_id(session: Session, public_id: str) -> int:
    return session.query(RequiredDocument).filter_by(public_id=public_id).one().id


@pytest.mark.shows("MK-67")
def test_a_file_taken_back_no_longer_counts_and_the_certificate_says_both_with_its_hash(
    office: Office, visitor: Visitor, sent: Sent
) -> None:
    optional = items(office, sent)[2]
    visitor.hands_in(optional, paper("在学"), "在学.pdf")
    visitor.sends(f"/c/documents/{optional}/files/{standing(office)[0].public_id}/removal")
    assert standing(office) == []
    with office.opened.database.reading() as session:
        codes = [row.code for row in session.query(AuditEvent).order_by(AuditEvent.sequence)]
        digest = session.query(SubmittedFile).one().file.digest
        party = session.get_one(Party, sent.parties[0].id)
        lines = Lines(session, party.contract).of_party(party)
    assert codes[-1] == "document_taken_back"
    told = [(line.kind, line.details) for line in lines if line.kind.startswith("document_")]
    details = (Detail("title", "在学証明書"), Detail("sha256", digest))
    assert told[-2:] == [("document_submitted", details), ("document_taken_back", details)]


def test_more_than_ten_files_of_one_item_are_refused(office: Office, visitor: Visitor, sent: Sent) -> None:
    residence = items(office, sent)[1]
    path = f"/c/documents/{residence}"
    files = [(io.BytesIO(bytes([at])), f"{at}.jpg") for at in range(11)]
    answer = visitor.client.post(path, data={**visitor.fields(path), "file": files})
    assert answer.status_code == 422
    assert "10ファイルまで" in answer.text


@pytest.mark.shows("T03")
def test_neither_the_papers_nor_their_titles_are_shown_to_the_other_party(
    office: Office, visitor: Visitor
) -> None:
    both = office.sent(Plan(imprint=False, documents=(IDENTITY,)), Plan(name="鈴木 花子", imprint=False))
    visitor.enters(office.link(both.parties[0]))
    visitor.sends("/c/contract/reading")
    visitor.hands_in(items(office, both)[0], photo(), "CANARY-licence.jpg")
    other = Visitor(visitor.site)
    other.enters(office.link(both.parties[1]))
    seen, fields = other.text, other.fields("/c/contract/reading")
    other.sends("/c/contract/reading")
    seen += other.text + other.opens("/c/documents").text
    assert "CANARY" not in seen
    assert IDENTITY not in seen
    with office.opened.database.reading() as session:
        item = session.query(RequiredDocument).filter_by(title=IDENTITY).one().public_id
    file = standing(office)[0].public_id
    answer = other.client.post(f"/c/documents/{item}/files/{file}/removal", data=fields)
    assert [row.public_id for row in standing(office)] == [file]
    assert "CANARY" not in answer.text
