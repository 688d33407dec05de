"""書類を転送する: the place goes to another person, the old link is dead, the chain is kept."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from adapters.imprint import Imprint
from contracts.acts import Agree, HandOver
from contracts.standing import PartyKind
from database.audit import AuditEvent
from database.contract import Contract
from database.evidence import ImprintRow
from database.holders import PartyHolder
from database.party import Party
from database.queries.agreement import newest_imprint
from database.queries.handed_in import items_of_party
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import CODE, Plan
from tests.counterparty.site import Visitor
from tests.counterparty.test_documents import photo
from webapp.counterparty import imprint

TYPED = {"name": "田中 次郎", "mail": "jiro@midori.example.jp", "company": "", "message": "お願いします。"}
PATH = "/c/hand-over"


def sent_with(office: Office, **asked: object) -> Sent:
    return office.sent(Plan(may_hand_over=True, **asked))  # type: ignore[arg-type]  # fields of Plan


def handed_over(visitor: Visitor, **typed: str) -> None:
    visitor.opens(PATH)
    visitor.sends(PATH, **(TYPED | typed))
    visitor.sends(PATH, step="send")


@pytest.mark.shows("CL-21", "IM-44")
def test_only_who_may_hand_over_finds_the_button_above_the_document(office: Office, visitor: Visitor) -> None:
    visitor.enters(office.link(sent_with(office).parties[0]))
    head = visitor.text.partition("data-viewer")[0]
    assert 'href="/c/hand-over"' in head
    assert "書類を転送する" in head
    other = Visitor(visitor.site)
    other.enters(office.link(office.sent().parties[0]))
    assert "転送" not in other.text
    assert other.opens(PATH).status_code == 404


@pytest.mark.shows("CL-22")
def test_name_and_mail_are_asked_for_and_the_message_is_not(office: Office, visitor: Visitor) -> None:
    visitor.enters(office.link(sent_with(office).parties[0]))
    visitor.opens(PATH)
    assert visitor.sends(PATH, name="", mail="", message="").status_code == 422
    assert "新しい方の氏名を入力してください。" in visitor.text
    assert "新しい方のメールアドレスを入力してください。" in visitor.text
    assert visitor.sends(PATH, **(TYPED | {"message": ""})).status_code == 200
    assert "次の方に転送しますか" in visitor.text
    assert office.engine.acts(HandOver) == []


@pytest.mark.shows("CL-20", "CL-24")
def test_after_it_the_old_link_says_to_whom_and_opens_nothing(office: Office, visitor: Visitor) -> None:
    sent = sent_with(office)
    token = office.link(sent.parties[0])
    visitor.enters(token)
    visitor.opens(PATH)
    visitor.sends(PATH, **TYPED)
    assert "同意して転送完了" in visitor.text
    visitor.sends(PATH, step="send")
    assert "田中 次郎 様に引き継ぎました" in visitor.text
    for path in ("/c/contract", "/c/preview", "/c/contract/document.pdf"):
        assert "引き継ぎました" in visitor.opens(path).text
    again = Visitor(visitor.site)
    again.arrives(token)
    assert "田中 次郎 様に引き継ぎました" in again.text
    assert "jiro@midori.example.jp" not in again.text


@pytest.mark.shows("CL-20")
def test_the_place_is_the_new_persons_and_the_chain_is_kept(office: Office, visitor: Visitor) -> None:
    sent = sent_with(office)
    visitor.enters(office.link(sent.parties[0]))
    handed_over(visitor)
    second = Visitor(visitor.site)
    second.enters(office.link(sent.parties[0], issue=2))
    handed_over(second, name="高橋 三郎", mail="saburo@midori.example.jp")
    with office.opened.database.reading() as session:
        party = session.get_one(Party, sent.parties[0].id)
        chain = session.scalars(select(PartyHolder).order_by(PartyHolder.id)).all()
        assert (party.name, party.mail) == ("高橋 三郎", "saburo@midori.example.jp")
        names = [(one.previous_name, one.name) for one in chain]
    assert names == [("佐藤 一郎", "田中 次郎"), ("田中 次郎", "高橋 三郎")]
    visitor.opens("/c/contract")
    assert "田中 次郎 様に引き継ぎました" in visitor.text


@pytest.mark.shows("IM-44", "T04")
def test_what_the_person_before_gave_and_proved_counts_for_nobody_else(
    office: Office, visitor: Visitor
) -> None:
    sent = sent_with(office, code=CODE, documents=("登記事項証明書",))
    visitor.enters(office.link(sent.parties[0]))
    visitor.sends("/c/access-code", code=CODE)
    visitor.sends("/c/contract/reading")
    visitor.hands_in(_item(office, sent), photo(), "touki.jpg")
    visitor.opens("/c/imprint")
    visitor.sends("/c/imprint", text="佐藤", step="draw")
    handed_over(visitor)
    with office.opened.database.reading() as session:
        party = session.get_one(Party, sent.parties[0].id)
        contract = session.get_one(Contract, party.contract_id)
        assert session.scalars(select(ImprintRow.text)).all() == ["佐藤"]
        assert newest_imprint(session, party) is None
        assert [item.files for item in items_of_party(session, contract, party)] == [[]]
    successor = Visitor(visitor.site)
    assert "アクセスコード" in successor.enters(office.link(party, issue=2)).text
    successor.sends("/c/access-code", code=CODE)
    assert "内容を確認" in successor.text
    assert office.engine.acts(Agree) == []


@pytest.mark.shows("CL-20")
def test_a_seal_that_was_on_its_way_while_the_place_was_handed_over_is_not_the_next_persons(
    office: Office, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = sent_with(office)
    visitor.enters(office.link(sent.parties[0]))
    visitor.sends("/c/contract/reading")
    other = Visitor(visitor.site)
    other.enters(office.link(sent.parties[0], issue=2))
    draw = imprint.DRAWN_FOR[PartyKind.INDIVIDUAL]

    def drawn_meanwhile(text: str) -> Imprint:
        with ThreadPoolExecutor(1) as elsewhere:
            elsewhere.submit(handed_over, other).result()
        return draw(text)

    monkeypatch.setitem(imprint.DRAWN_FOR, PartyKind.INDIVIDUAL, drawn_meanwhile)
    visitor.opens("/c/imprint")
    visitor.sends("/c/imprint", text="佐藤", step="draw")
    with office.opened.database.reading() as session:
        assert session.scalars(select(ImprintRow.text)).all() == ["佐藤"]
        assert newest_imprint(session, session.get_one(Party, sent.parties[0].id)) is None


@pytest.mark.shows("IM-44")
@pytest.mark.parametrize(
    ("mail", "words"),
    [
        ("party1@example.com", "ご自身のメールアドレスです"),
        ("Party2@example.com", "ほかの当事者のメールアドレスです"),
        ("someone@sample.example", "送信者と同じ組織のメールアドレスは使えません"),
        ("jiro@elsewhere.example", "送信者が指定した組織のメールアドレス"),
        ("not an address", "メールアドレスの形で"),
        ("tanaka@example.co.jp 田中", "メールアドレスの形で"),
    ],
)
def test_whom_it_may_not_go_to_is_said_beside_the_field(
    office: Office, visitor: Visitor, mail: str, words: str
) -> None:
    sent = office.sent(Plan(may_hand_over=True), Plan(name="鈴木 花子"))
    _allow_domains(office, sent)
    visitor.enters(office.link(sent.parties[0]))
    visitor.opens(PATH)
    assert visitor.sends(PATH, **(TYPED | {"mail": mail}), step="send").status_code == 422
    assert words in visitor.text
    assert office.engine.acts(HandOver) == []


def test_the_form_sent_twice_hands_over_once(office: Office, visitor: Visitor) -> None:
    sent = sent_with(office)
    visitor.enters(office.link(sent.parties[0]))
    visitor.opens(PATH)
    visitor.sends(PATH, **TYPED)
    fields = visitor.fields(PATH)
    for _ in range(2):
        visitor.client.post(PATH, data={**fields, "step": "send"}, follow_redirects=True)
    with office.opened.database.reading() as session:
        assert len(session.scalars(select(PartyHolder.id)).all()) == 1
        told = session.scalars(select(AuditEvent.code)).all()
    assert told.count("party_handed_over") == 1


def _item(office: Office, sent: Sent) -> str:
    with office.opened.database.reading() as session:
        return session.get_one(Party, sent.parties[0].id).required_documents[0].public_id


def _allow_domains(office: Office, sent: Sent) -> None:
    with office.opened.database.writing() as session:
        contract = session.scalars(select(Contract).where(Contract.public_id == sent.contract)).one()
        contract.claim_domains = "example.com sample.example"
