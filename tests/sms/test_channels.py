"""By which channel each party is written to, and what the owner learns when it fails (IM-32, IM-36, M-12)."""

from datetime import date

import pytest

from contracts import acts
from contracts.acts import Origin
from contracts.letters import Fate
from database.contract import Contract
from database.delivery import PartyLink
from database.party import Party
from database.people import User
from database.queries.preferences import set_preference
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor
from tests.sms.delivering import deliveries, mails, posted, texts, words

PHONE = "09012345678"
BY_PHONE = Plan(mail="", phone=PHONE, code="CANARY77")
COMMENT = "カナリアのコメントです。"


def prefers(office: Office, **values: object) -> None:
    with office.opened.database.writing() as session:
        owner = session.get_one(User, office.owner.id)
        for name, value in values.items():
            set_preference(session, owner, name, value)


@pytest.mark.shows("IM-32", "IM-51")
@pytest.mark.parametrize(
    ("mail", "phone", "beside", "channels"),
    [
        ("a@example.jp", "", False, ["mail"]),
        ("", PHONE, False, ["sms"]),
        ("a@example.jp", PHONE, False, ["mail"]),
        ("a@example.jp", PHONE, True, ["mail", "sms"]),
    ],
)
def test_mail_comes_first_and_sms_where_there_is_only_a_number_or_both_are_wanted(
    office: Office, mail: str, phone: str, *, beside: bool, channels: list[str]
) -> None:
    prefers(office, sms_beside_mail=beside)
    sent = office.sent(Plan(mail=mail, phone=phone, code="CANARY77"))
    with office.opened.database.writing() as session:
        session.get_one(Contract, office.contract(sent).id).comment = COMMENT
    posted(office)
    assert [row.channel for row in deliveries(office)] == channels
    assert {row.fate for row in deliveries(office)} == {Fate.SENT}
    for text in texts(office).values():
        assert COMMENT not in text
        assert "CANARY" not in text
    for request in mails(office, "sign_request"):
        assert COMMENT in words(request)
        assert "CANARY" not in words(request)


def test_the_short_link_opens_the_same_request_and_changes_nothing(office: Office, visitor: Visitor) -> None:
    sent = office.sent(BY_PHONE)
    posted(office)
    url = texts(office)[PHONE].split(" ")[-1]
    path = url.removeprefix(office.opened.settings.base_url)
    before = office.dump()
    first = visitor.client.get(path)
    assert (first.status_code, first.headers["Location"]) == (303, "/c/arrival")
    assert visitor.opens("/c/arrival").status_code == 200
    assert office.contract(sent).title in visitor.text
    assert office.dump() == before
    assert len(path.removeprefix("/s/")) == 22


@pytest.mark.shows("T12")
def test_neither_the_record_nor_the_long_link_tells_the_token_of_an_sms(office: Office) -> None:
    office.sent(BY_PHONE)
    posted(office)
    token = texts(office)[PHONE].rpartition("/")[2]
    assert not [row for row in office.dump() if token in row]
    with office.opened.database.reading() as session:
        (link,) = session.query(PartyLink)
    assert link.short_digest not in {None, link.token_digest}


def test_a_wrong_short_link_opens_nothing(site: object, visitor: Visitor) -> None:
    assert site
    assert visitor.client.get("/s/AAAAAAAAAAAAAAAAAAAAAA").status_code == 404


@pytest.mark.shows("IM-36")
def test_a_number_with_another_owner_gets_no_sms_and_the_owner_is_told(office: Office) -> None:
    outbox = office.opened.settings.outbox
    outbox.mkdir(parents=True, exist_ok=True)
    (outbox / "stopped-numbers.txt").write_text(f"{PHONE} 2026-04-01\n")
    sent = office.sent(BY_PHONE)
    with office.opened.database.writing() as session:
        session.get_one(Party, sent.parties[0].id).phone_obtained_on = date(2026, 3, 1)
    posted(office)
    assert texts(office) == {}
    row, notice = deliveries(office)
    assert (row.fate, row.reason, row.changed_on) == (Fate.STOPPED, "owner_changed", date(2026, 4, 1))
    assert (notice.template, notice.party) == ("undelivered", "")
    assert office.party(sent.parties[0]).undelivered_at is not None
    (mail,) = mails(office, "undelivered")
    assert mail["To"] == "山田 花子 <yamada@sample.example>"
    for part in ("未送信：配信停止", "2026年4月1日", PHONE, "佐藤 一郎 様", "署名再依頼"):
        assert part in words(mail)
    posted(office)
    assert len(deliveries(office)) == 2


def test_a_mail_that_cannot_arrive_is_told_to_the_owner_with_its_address(office: Office) -> None:
    office.sent(Plan(mail="ichiro@@example.jp"))
    posted(office)
    assert [(row.fate, row.reason) for row in deliveries(office)] == [
        (Fate.UNDELIVERED, "malformed"),
        (Fate.SENT, ""),
    ]
    (mail,) = mails(office, "undelivered")
    assert "ichiro@@example.jp" in words(mail)
    assert "宛先の形式が正しくありません" in words(mail)


def test_what_follows_the_request_reaches_a_phone_too(office: Office) -> None:
    sent = office.sent(BY_PHONE)
    posted(office)
    office.engine.ask(sent.contract, acts.Withdraw("w1", Origin(office.owner.public_id), "都合により"))
    posted(office)
    assert "取り下げられました" in texts(office)[PHONE]
    assert "http" not in texts(office)[PHONE]
