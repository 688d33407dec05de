"""The request mail as the record fills it (M-02, AD-23)."""

import pytest

from contracts.letters import Letter
from database.contract import Contract
from database.people import User
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.languages.letters import letters_after_sending
from tests.mail.test_templates import rendered
from tests.sms.delivering import mails, posted, words
from tests.sms.test_channels import prefers

CODE = "CANARY77"


@pytest.fixture
def asked(office: Office) -> Letter:
    sent = office.sent(Plan(company="株式会社みどり商店", kind="corporate_informal", code=CODE))
    with office.opened.database.writing() as session:
        session.get_one(User, office.owner.id).phone = "03-1234-5678"
        session.get_one(Contract, office.contract(sent).id).comment = "ご確認ください。"
    (letter,) = letters_after_sending(office)
    return letter


@pytest.mark.shows("AD-23")
def test_the_request_knows_who_asks_what_is_asked_and_by_when(asked: Letter) -> None:
    assert asked.facts["owner_phone"] == "03-1234-5678"
    assert asked.facts["comment"] == "ご確認ください。"
    assert asked.facts["documents"] == ["建物賃貸借契約書（更新）"]
    assert asked.facts["is_corporate"] is True
    assert asked.facts["expires_on"]
    assert asked.facts["has_access_code"] is True
    assert CODE not in str(asked)


def test_without_a_phone_of_their_own_the_organisations_is_printed(office: Office) -> None:
    prefers(office, contact_phone="03-9876-5432")
    office.sent(Plan())
    (letter,) = letters_after_sending(office)
    assert letter.facts["owner_phone"] == "03-9876-5432"


@pytest.mark.parametrize("replies", [True, False])
def test_a_reply_reaches_the_owner_only_where_the_organisation_wants_it(
    office: Office, *, replies: bool
) -> None:
    prefers(office, replies_to_owner=replies)
    office.sent(Plan())
    posted(office)
    (mail,) = mails(office, "sign_request")
    assert mail["Reply-To"] == ("yamada@sample.example" if replies else None)
    assert ("ご返信は 山田 花子 様に届きます" in words(mail)) == replies
    assert "送信専用" in words(mail)


@pytest.mark.shows("IM-52", "GM-08")
def test_a_company_is_shown_who_asks_twice_the_comment_and_its_guide() -> None:
    mail = rendered("sign_request")
    assert mail.subject.startswith("【株式会社あおぞら不動産】「業務委託契約書」")
    for body in (mail.text, mail.html):
        assert body.count("株式会社あおぞら不動産") >= 2
        assert "法人のお客様向けのご案内" in body
        assert "送信者からのコメント" in body
    assert "法人のお客様" not in rendered("sign_request", is_corporate=False).text
    assert "コメント" not in rendered("sign_request", comment="").text
