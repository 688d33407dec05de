"""撤回の申し出 on the counterparty's side (AD-07)."""

import uuid

import pytest

from contracts.acts import AnswerRetraction, AskRetraction, Origin
from database.party import Party
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import CODE, Plan
from tests.counterparty.site import Visitor

REASON = "金額を確かめ直したいためです。"


def agreed(office: Office, visitor: Visitor, *, code: str = "") -> tuple[Sent, str]:
    """Have the first of two equal parties agree; return the contract and the link."""
    sent = office.sent(Plan(imprint=False, code=code), Plan(name="鈴木 花子"))
    token = office.link(sent.parties[0])
    visitor.enters(token)
    if code:
        visitor.sends("/c/access-code", code=code)
    visitor.sends("/c/contract/reading")
    visitor.sends("/c/agreement/confirmation")
    visitor.sends("/c/agreement")
    return sent, token


def asks(visitor: Visitor) -> None:
    visitor.opens("/c/retraction")
    visitor.sends("/c/retraction", reason=REASON)
    visitor.sends("/c/retraction", step="send")


def answers(office: Office, sent: Sent, *, accepted: bool) -> None:
    party, sender = sent.parties[0].public_id, Origin(office.owner.public_id)
    office.engine.ask(
        sent.contract, AnswerRetraction(uuid.uuid4().hex, sender, party, accepted, "承知しました")
    )


@pytest.mark.shows("AD-07")
def test_who_has_agreed_asks_with_a_reason_and_waits_for_the_answer(office: Office, visitor: Visitor) -> None:
    agreed(office, visitor)
    assert 'href="/c/retraction"' in visitor.text
    visitor.opens("/c/retraction")
    assert visitor.sends("/c/retraction", reason=" ", step="send").status_code == 422
    visitor.sends("/c/retraction", reason=REASON)
    assert "撤回を申し出ますか" in visitor.text
    assert office.engine.acts(AskRetraction) == []
    visitor.sends("/c/retraction", step="send")
    assert "回答待ち" in visitor.text
    assert REASON in visitor.text
    assert 'href="/c/retraction"' not in visitor.text


@pytest.mark.shows("AD-07")
@pytest.mark.parametrize(
    ("accepted", "words"), [(True, "同意は撤回されました"), (False, "撤回の申し出は受け入れられませんでした")]
)
def test_both_answers_are_shown_to_who_asked(
    office: Office, visitor: Visitor, *, accepted: bool, words: str
) -> None:
    sent, _ = agreed(office, visitor)
    asks(visitor)
    answers(office, sent, accepted=accepted)
    assert words in visitor.opens("/c/agreement").text


def test_days_later_the_mails_link_leads_back_to_it_past_the_code(office: Office, visitor: Visitor) -> None:
    _, token = agreed(office, visitor, code=CODE)
    later = Visitor(visitor.site)
    later.arrives(token)
    assert "撤回の申し出などの手続きを開く" in later.text
    later.sends("/c/visits")
    assert "アクセスコードの入力" in later.text
    assert "アクセスコードの入力" in later.opens("/c/retraction").text
    later.sends("/c/access-code", code=CODE)
    assert "同意を記録しました" in later.text
    asks(later)
    assert "回答待ち" in later.text


def test_before_agreeing_and_once_all_have_agreed_there_is_nothing_to_ask(
    office: Office, visitor: Visitor
) -> None:
    sent, _ = agreed(office, visitor)
    other = Visitor(visitor.site)
    other.enters(office.link(sent.parties[1]))
    assert "内容を確認" in other.opens("/c/retraction").text
    with office.opened.database.writing() as session:
        session.get_one(Party, sent.parties[1].id).progress = "agreed"
    assert "撤回を申し出る" not in visitor.opens("/c/agreement").text
