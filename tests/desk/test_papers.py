"""The sender's side of 必要書類: 受領, 再提出依頼, who may see 本人確認書類, and when they are deleted."""

import json
import re
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from sqlalchemy import update

from activities.retention import purge
from contracts.letters import LinkPurpose
from contracts.roles import Role
from database.audit import AuditEvent
from database.contract import Contract
from database.document import SubmittedFile
from database.engine import now_of
from database.retention_desk import RetentionDesk
from tests.counterparty.notices import delivered
from tests.counterparty.office import Office
from tests.counterparty.test_documents import photo
from tests.desk.papers import Handed, handed_in
from tests.desk.site import Clerk, create_desk, hired

REASON = "裏面の住所が読み取れません。撮り直してください。"


@pytest.fixture
def handed(office: Office) -> Handed:
    return handed_in(office)


def signed_in(office: Office, role: Role, mail: str = "staff@sample.example") -> Clerk:
    hired(office, mail, role)
    clerk = Clerk(create_desk(office))
    clerk.signs_in(mail)
    return clerk


def mailed_token(office: Office) -> str:
    """Return the token of the link in the only mail of a 再提出依頼."""
    (path,) = office.opened.settings.outbox.glob("documents_requested.*.eml")
    body = message_from_bytes(path.read_bytes(), policy=policy.default).get_body(("plain",))
    assert body is not None
    found = re.search(r"/c/l/(\S+)", body.get_content())
    assert found
    return found[1]


def asks_again(clerk: Clerk, handed: Handed) -> None:
    path = f"/contracts/{handed.sent.contract}/papers/{handed.residence}/request"
    clerk.opens(f"/contracts/{handed.sent.contract}")
    clerk.sends(
        path,
        **{f"request-{handed.residence}-reason": REASON, f"request-{handed.residence}-due_on": "2026/11/30"},
    )


@pytest.mark.shows("CS-35")
def test_the_sender_sees_each_file_with_who_when_and_its_hash(office: Office, handed: Handed) -> None:
    clerk = signed_in(office, Role.ADMINISTRATOR)
    text = clerk.opens(f"/contracts/{handed.sent.contract}").text
    with office.opened.database.reading() as session:
        digests = [row.file.digest for row in session.query(SubmittedFile)]
    assert len(digests) == 2
    for digest in digests:
        assert digest in text
    assert "免許証.jpg" in text
    assert "佐藤 一郎" in text


@pytest.mark.shows("AD-17")
def test_one_document_is_received_and_another_asked_for_again_and_the_agreement_stands(
    office: Office, handed: Handed
) -> None:
    handed.agrees()
    clerk = signed_in(office, Role.ADMINISTRATOR)
    clerk.opens(f"/contracts/{handed.sent.contract}")
    clerk.sends(f"/contracts/{handed.sent.contract}/papers/{handed.identity}/receipt")
    assert "受領済み" in clerk.text
    asks_again(clerk, handed)
    assert "再提出を依頼中" in clerk.text
    assert delivered(office) == ["documents_requested"]
    visitor = handed.visitor
    visitor.arrives(office.link(handed.party, LinkPurpose.DOCUMENTS, issue=9))
    visitor.sends("/c/visits")
    assert REASON in visitor.text
    assert "2026年11月30日" in visitor.text
    assert "本人確認書類（運転免許証）" not in visitor.text
    before = office.contract(handed.sent)
    handed.hands_in_again(handed.residence, photo(size=(80, 50)), "住民票2.jpg")
    assert "提出を受け付けました" in visitor.text
    after = office.contract(handed.sent)
    assert (after.sequence, after.stage, office.party(handed.party).progress) == (
        before.sequence,
        before.stage,
        "signed",
    )
    assert delivered(office) == ["documents_requested", "documents_submitted"]
    text = clerk.opens(f"/contracts/{handed.sent.contract}").text
    assert "住民票2.jpg" in text
    assert "以前のファイル" in text


@pytest.mark.shows("AD-17")
def test_a_request_after_the_conclusion_comes_with_a_link_that_opens_this_alone(
    office: Office, handed: Handed
) -> None:
    handed.agrees()
    office.conclude(handed.sent)
    asks_again(signed_in(office, Role.ADMINISTRATOR), handed)
    delivered(office)
    visitor = handed.visitor
    visitor.arrives(mailed_token(office))
    visitor.sends("/c/visits")
    assert visitor.client.get("/c/concluded").headers["Location"] == "/c/documents/again"
    assert visitor.client.get("/c/contract").headers["Location"] == "/c/documents/again"
    handed.hands_in_again(handed.residence, photo(size=(70, 50)), "住民票3.jpg")
    assert "提出を受け付けました" in visitor.text


def test_a_request_needs_a_reason_and_a_day_that_exists(office: Office, handed: Handed) -> None:
    clerk = signed_in(office, Role.ADMINISTRATOR)
    clerk.opens(f"/contracts/{handed.sent.contract}")
    path = f"/contracts/{handed.sent.contract}/papers/{handed.residence}/request"
    assert clerk.sends(path, **{f"request-{handed.residence}-due_on": "2026/13/1"}).status_code == 422
    assert "再提出の理由を入力してください。" in clerk.text
    assert "2026/13/1" in clerk.text


@pytest.mark.shows("LW-38")
def test_an_identity_document_opens_for_the_owner_and_administrators_alone_and_each_view_is_told(
    office: Office, handed: Handed
) -> None:
    with office.opened.database.reading() as session:
        file = session.query(SubmittedFile).order_by(SubmittedFile.id).first()
    assert file is not None
    path, page = (
        f"/contracts/{handed.sent.contract}/submissions/{file.public_id}",
        f"/contracts/{handed.sent.contract}",
    )
    answers = {}
    for role in (Role.ADMINISTRATOR, Role.LEGAL, Role.COMPLIANCE):
        clerk = signed_in(office, role, f"{role}@sample.example")
        answers[role] = (clerk.client.get(path).status_code, "免許証.jpg" in clerk.opens(page).text)
    assert answers == {
        Role.ADMINISTRATOR: (200, True),
        Role.LEGAL: (403, False),
        Role.COMPLIANCE: (404, False),
    }
    with office.opened.database.reading() as session:
        told = [
            json.loads(row.facts)["what"] for row in session.query(AuditEvent).filter_by(code="downloaded")
        ]
    assert told == ["identity"]


@pytest.mark.shows("LW-38")
def test_identity_documents_are_deleted_ninety_days_after_the_conclusion_and_the_page_says_so(
    office: Office, handed: Handed
) -> None:
    handed.agrees()
    office.conclude(handed.sent)
    desk = RetentionDesk(office.opened.database)
    assert purge(desk, office.opened.files) == 0
    with office.opened.database.writing() as session:
        past = now_of(session) - timedelta(days=91)
        session.execute(update(SubmittedFile).values(created_at=past))
        session.execute(update(Contract).values(concluded_at=past))
    assert [purge(desk, office.opened.files), purge(desk, office.opened.files)] == [1, 0]
    with office.opened.database.reading() as session:
        identity, residence = session.query(SubmittedFile).order_by(SubmittedFile.id)
        codes = [row.code for row in session.query(AuditEvent).order_by(AuditEvent.sequence)]
        exists = [office.opened.files.exists(row.file.public_id) for row in (identity, residence)]
    assert exists == [False, True]
    assert codes[-1] == "document_purged"
    clerk = signed_in(office, Role.ADMINISTRATOR)
    assert "保存期間を過ぎたため削除しました" in clerk.opens(f"/contracts/{handed.sent.contract}").text
    gone = f"/contracts/{handed.sent.contract}/submissions/{identity.public_id}"
    assert clerk.client.get(gone).status_code == 410
