"""簡易表示版: the plain way to the same act, and where it ends."""

import json
import re

import pytest

from contracts.acts import AcceptTerms, Agree, Origin
from contracts.authority import DECLARATION_VERSION
from contracts.refusals import SimpleViewTooPlain
from database.audit import AuditEvent
from database.party import Party
from database.queries.preferences import set_preference
from database.record import ContractEvent
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import CODE, Asked, Plan
from tests.counterparty.site import Visitor
from tests.counterparty.test_delivery import is_of
from tests.counterparty.test_documents import photo
from webapp.access.asking import new_key


def arrives_simply(office: Office, visitor: Visitor, sent: Sent) -> None:
    visitor.opens(f"/c/l/{office.link(sent.parties[0])}/simple")
    visitor.sends("/c/visits")


def reads_simply(visitor: Visitor) -> None:
    visitor.client.get("/c/simple/document.pdf")
    visitor.sends("/c/simple/reading", has_read="y")


def agreements(office: Office) -> list[Agree]:
    return list(office.engine.acts(Agree))


def told(office: Office, code: str) -> list[dict[str, object]]:
    with office.opened.database.reading() as session:
        return [json.loads(row.facts) for row in session.query(AuditEvent).filter_by(code=code)]


@pytest.mark.shows("CL-04")
def test_without_script_or_pictures_a_person_downloads_the_document_and_agrees(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent(Plan(imprint=False))
    arrives_simply(office, visitor, sent)
    assert visitor.at is not None
    assert visitor.at.request.path == "/c/simple"
    assert not re.search(r"<(script|img|svg|canvas|object|iframe)\b", visitor.text)
    answer = visitor.client.get("/c/simple/document.pdf")
    assert answer.data == office.newest_bytes(sent)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert visitor.sends("/c/simple/reading").status_code == 422
    visitor.sends("/c/simple/reading", has_read="y")
    assert "よろしいですか？" in visitor.text
    assert not re.search(r"<(script|img|svg|canvas|object|iframe)\b", visitor.text)
    assert agreements(office) == []
    visitor.sends("/c/simple/agreement")
    assert "同意を記録しました" in visitor.text
    assert office.party(sent.parties[0]).progress == "agreed"


def test_the_act_is_the_same_and_the_record_says_how_the_document_was_shown(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent(Plan(imprint=False, code=CODE))
    arrives_simply(office, visitor, sent)
    assert "アクセスコード" in visitor.text
    assert visitor.client.get("/c/simple/document.pdf").status_code == 303
    visitor.sends("/c/access-code", code=CODE)
    visitor.client.get("/c/simple/document.pdf")
    visitor.sends("/c/simple/reading", has_read="y")
    visitor.sends("/c/simple/agreement")
    act = agreements(office)[0]
    assert (act.shown_digest, act.shown_revision) == (office.contract(sent).sent_digest, 1)
    assert (act.authenticated, act.view) == (["mail_link", "access_code"], "simple")
    with office.opened.database.reading() as session:
        facts = session.query(ContractEvent).filter_by(kind="agreement_recorded").one().facts
    assert json.loads(facts)["view"] == "simple"
    assert [one["view"] for one in told(office, "document_read")] == ["simple"]
    assert len(told(office, "document_downloaded")) == 1


@pytest.mark.parametrize(
    ("plan", "reason"),
    [
        (Plan(), "この書類には印影があります。"),
        (Plan(imprint=False, fields=(Asked("住所"),)), "この書類には入力欄があります。"),
        (Plan(fields=(Asked("備考", required=False),)), "この書類には印影と入力欄があります。"),
    ],
)
@pytest.mark.shows("CL-05")
def test_with_a_seal_or_inputs_the_button_is_absent_and_the_reason_is_told(
    office: Office, visitor: Visitor, plan: Plan, reason: str
) -> None:
    sent = office.sent(plan)
    arrives_simply(office, visitor, sent)
    assert reason in visitor.text
    assert "送信者に、印影と入力欄のない形で送り直すようご依頼ください。" in visitor.text
    assert "<button" not in visitor.text
    assert visitor.client.get("/c/simple/confirmation").status_code == 409
    visitor.opens("/c/contract")
    drawn = visitor.fields("/c/contract/reading")
    for path in ("reading", "agreement"):
        assert visitor.client.post(f"/c/simple/{path}", data=drawn).status_code == 409
    assert agreements(office) == []
    visitor.opens("/c/simple/leaving")
    assert "すべて見る" in visitor.text
    assert visitor.opens("/c/arrival").request.path == "/c/contract"


def test_the_rules_refuse_it_too(office: Office) -> None:
    sent = office.sent(Plan())
    who, digest = sent.parties[0].public_id, office.contract(sent).sent_digest
    office.engine.ask(sent.contract, AcceptTerms(new_key(), Origin(who), who, 1, "2026-11"))
    act = Agree(new_key(), Origin(who), who, 1, digest, 1, "i", "d", ["mail_link"], view="simple")
    with pytest.raises(SimpleViewTooPlain):
        office.engine.ask(sent.contract, act)


def test_papers_a_declaration_and_an_earlier_step_are_not_passed_over(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent(Plan(imprint=False, documents=("本人確認書類",)))
    with office.opened.database.writing() as session:
        party = session.get_one(Party, sent.parties[0].id)
        party.declares = True
        item = party.required_documents[0].public_id
    arrives_simply(office, visitor, sent)
    assert visitor.opens("/c/simple/confirmation").request.path == "/c/simple"
    reads_simply(visitor)
    assert "書類提出" in visitor.text
    assert visitor.opens("/c/simple/confirmation").request.path == "/c/documents"
    visitor.hands_in(item, photo(), "card.jpg")
    assert 'href="/c/simple/confirmation"' in visitor.text
    visitor.opens("/c/simple/confirmation")
    assert visitor.sends("/c/simple/agreement").status_code == 422
    assert agreements(office) == []
    visitor.sends("/c/simple/agreement", capacity="principal", declared="y")
    assert (agreements(office)[0].capacity, agreements(office)[0].declaration) == (
        "principal",
        DECLARATION_VERSION,
    )


def test_what_is_to_be_consented_to_beforehand_comes_first(office: Office, visitor: Visitor) -> None:
    sent = office.sent(Plan(imprint=False))
    is_of(office, sent, "construction")
    arrives_simply(office, visitor, sent)
    assert visitor.opens("/c/simple").request.path == "/c/delivery"
    assert visitor.client.get("/c/simple/document.pdf").status_code == 303
    visitor.sends("/c/delivery", answer="consented")
    assert visitor.at is not None
    assert visitor.at.request.path == "/c/simple"


def test_a_second_tap_is_one_agreement(office: Office, visitor: Visitor) -> None:
    sent = office.sent(Plan(imprint=False))
    arrives_simply(office, visitor, sent)
    reads_simply(visitor)
    drawn = visitor.fields("/c/simple/agreement")
    answers = [visitor.client.post("/c/simple/agreement", data=drawn) for _ in range(2)]
    assert [answer.headers["Location"] for answer in answers] == ["/c/agreement"] * 2
    again = visitor.client.post("/c/simple/agreement", data={**drawn, "key": "another"})
    assert again.status_code == 409


@pytest.mark.shows("CF-12")
def test_a_tick_without_the_download_is_no_reading_whatever_the_sender_asks_for(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent(Plan(imprint=False))
    with office.opened.database.writing() as session:
        set_preference(session, office.owner, "requires_full_view", value=True)
    arrives_simply(office, visitor, sent)
    visitor.client.head("/c/simple/document.pdf")
    assert visitor.sends("/c/simple/reading", has_read="y").status_code == 422
    assert "ダウンロードして内容を確認し" in visitor.text
    assert told(office, "document_read") == []
    reads_simply(visitor)
    assert "よろしいですか？" in visitor.text


@pytest.mark.shows("CL-04", "T68")
def test_what_was_ticked_there_opens_no_preview_with_pages_until_it_is_read_on_them(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent(Plan(imprint=False))
    arrives_simply(office, visitor, sent)
    reads_simply(visitor)
    visitor.opens("/c/simple/leaving")
    for path in ("preview", "preview/document.pdf", "arrival"):
        assert visitor.opens(f"/c/{path}").request.path == "/c/contract"
    drawn = visitor.fields("/c/contract/reading")
    assert visitor.client.post("/c/agreement", data=drawn).status_code == 409
    visitor.sends("/c/contract/reading")
    assert "最終プレビュー" in visitor.text
    visitor.sends("/c/agreement/confirmation")
    visitor.sends("/c/agreement")
    assert agreements(office)[0].view == ""
    assert [one.get("view") for one in told(office, "document_read")] == ["simple", None]


@pytest.mark.shows("T47")
def test_the_agreement_names_the_revision_that_was_downloaded_and_no_newer_one(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent(Plan(imprint=False), Plan(name="高橋 次郎", imprint=False))
    arrives_simply(office, visitor, sent)
    reads_simply(visitor)
    office.revision(sent, office.newest_bytes(sent), "agreement", sent.parties[1].public_id)
    visitor.opens("/c/simple")
    assert visitor.sends("/c/simple/reading", has_read="y").status_code == 422
    visitor.opens("/c/simple/confirmation")
    visitor.sends("/c/simple/agreement", shown_revision="2")
    assert agreements(office)[0].shown_revision == 1
