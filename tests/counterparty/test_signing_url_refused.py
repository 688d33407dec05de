import secrets
from datetime import timedelta

import pytest

from contracts import acts
from contracts.acts import Origin
from contracts.letters import LinkPurpose
from database.contract import Contract
from tests.counterparty.claims import (
    PLACE,
    TYPED,
    asks,
    codes_sent,
    handed_url,
    sent_by_url,
)
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor


@pytest.mark.shows("AD-11", "CL-54")
def test_addresses_of_the_sender_and_of_other_domains_than_allowed_are_refused(
    office: Office, visitor: Visitor
) -> None:
    sent, _party, token = sent_by_url(office)
    for mail in ("yamada@sample.example", "president@sub.sample.example"):
        asks(visitor, token, mail=mail)
        assert "送信者" in visitor.text
        assert visitor.at is not None
        assert visitor.at.status_code == 422
        assert mail in visitor.text
    with office.opened.database.writing() as session:
        session.query(Contract).filter_by(public_id=sent.contract).one().claim_domains = "shoji.example"
    asks(visitor, token, mail="hanako@gmail.com")
    assert visitor.at is not None
    assert visitor.at.status_code == 422
    assert codes_sent(office) == []
    asks(visitor, token)
    assert [mail for mail, _code in codes_sent(office)] == [TYPED["mail"]]


def test_a_free_mailbox_of_a_colleague_does_not_refuse_everybody_of_that_provider(
    office: Office, visitor: Visitor
) -> None:
    with office.opened.database.writing() as session:
        owner = session.merge(office.owner)
        owner.mail = owner.mail_key = "yamada@gmail.com"
    _sent, _party, token = sent_by_url(office)
    asks(visitor, token, mail="Yamada@GMAIL.com")
    assert codes_sent(office) == []
    asks(visitor, token, mail="hanako@gmail.com")
    assert [mail for mail, _code in codes_sent(office)] == ["hanako@gmail.com"]


@pytest.mark.shows("T17", "MK-54")
def test_the_sixth_code_of_an_hour_is_refused_in_words_and_what_was_typed_stays(
    office: Office, visitor: Visitor
) -> None:
    _sent, _party, token = sent_by_url(office)
    for _ in range(6):
        asks(visitor, token)
    assert visitor.at is not None
    assert visitor.at.status_code == 429
    assert "1時間ほど待って" in visitor.text
    assert TYPED["name"] in visitor.text
    assert len(codes_sent(office)) == 5


@pytest.mark.shows("T04", "T20")
def test_a_button_drawn_for_one_url_does_not_act_for_another(office: Office, visitor: Visitor) -> None:
    _first, _party, token = sent_by_url(office)
    visitor.arrives(token)
    drawn = {**visitor.fields(PLACE), **TYPED}
    other = office.sent(Plan(name="", mail="", kind="individual", claimable=True), title="乙の契約")
    visitor.arrives(handed_url(office, other.parties[0]))
    assert visitor.client.post(PLACE, data=drawn).status_code == 409
    assert codes_sent(office) == []


@pytest.mark.shows("T67")
def test_a_replaced_and_an_expired_url_say_so_and_whom_to_ask(office: Office, visitor: Visitor) -> None:
    sent, party, token = sent_by_url(office)
    with office.opened.database.writing() as session:
        session.merge(office.owner).phone = "03-1234-5678"
    office.engine.ask(
        sent.contract, acts.Reissue(secrets.token_hex(16), Origin(office.owner.public_id), party.public_id)
    )
    assert visitor.arrives(token).status_code == 410
    assert "このリンクは無効になりました" in visitor.text
    for words in ("山田 花子", "03-1234-5678", "yamada@sample.example"):
        assert words in visitor.text
    fresh = office.link(party, LinkPurpose.CLAIM, office.hours_from_now(0) - timedelta(hours=1), issue=2)
    assert visitor.arrives(fresh).status_code == 410
    assert "期限が過ぎました" in visitor.text
