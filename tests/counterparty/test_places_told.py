"""Who is written to when somebody declines, hands over, is asked again, or wants an agreement back."""

import pytest

from adapters.mail import MailRenderer, RenderedMail
from contracts import acts
from contracts.acts import Origin
from contracts.letters import Letter, LinkPurpose
from contracts.messages import EffectMessage, EffectRequest
from database.post_desk import PostDesk
from database.record import EffectRow
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor
from tests.counterparty.test_hand_over import handed_over
from tests.counterparty.test_signing_url_evidence import SITE, agrees
from webapp.access.asking import new_key

FIRST, SECOND, NEW = "party1@example.com", "party2@example.com", "jiro@midori.example.jp"
REASON = "社内の方針が変わりました。"


def told(office: Office, sent: Sent, kind: str) -> dict[str, Letter]:
    """Return the letters of the newest event that led to effects of this kind, by address."""
    with office.opened.database.reading() as session:
        rows = session.query(EffectRow).filter_by(contract_id=office.contract(sent).id, kind=kind).all()
    newest = max(row.sequence for row in rows)
    effects = [
        EffectMessage(newest, kind, row.recipient, row.round) for row in rows if row.sequence == newest
    ]
    desk = PostDesk(office.opened.database, SITE)
    letters = [one for effect in effects for one in desk.letters(EffectRequest(sent.contract, 1, effect))]
    return {letter.to: letter for letter in letters}


def words(letter: Letter) -> RenderedMail:
    links = dict.fromkeys(letter.link_facts, f"{SITE}/c/l/new")
    facts = {**letter.facts, **links, "to_company": letter.to_company, "to_name": letter.to_name}
    return MailRenderer(SITE, "").render(letter.template, facts)


def declines(visitor: Visitor) -> None:
    visitor.opens("/c/decline")
    visitor.sends("/c/decline", reason=REASON)
    visitor.sends("/c/decline", step="send")


@pytest.mark.shows("CL-43", "T03")
def test_a_refusal_tells_the_owner_why_and_who_was_asked_only_that_it_ended(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent(Plan(), Plan(name="鈴木 花子"), Plan(name="高橋 次郎", order=2))
    visitor.enters(office.link(sent.parties[0]))
    declines(visitor)
    letters = told(office, sent, "tell_declined")
    assert set(letters) == {office.owner.mail, SECOND}
    to_owner, to_other = words(letters[office.owner.mail]), words(letters[SECOND])
    assert "却下" in to_owner.subject
    assert REASON in to_owner.text
    assert "佐藤 一郎" in to_owner.text
    assert "締結されていません" in to_other.text
    assert REASON not in to_other.text + to_other.html
    assert "佐藤" not in to_other.text + to_other.html


@pytest.mark.shows("CL-23", "IM-44")
def test_the_new_person_is_invited_the_sender_told_and_the_one_before_gets_a_receipt(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent(Plan(may_hand_over=True), Plan(name="鈴木 花子"))
    visitor.enters(office.link(sent.parties[0]))
    handed_over(visitor)
    invitation = told(office, sent, "invite")
    assert set(invitation) == {NEW}
    assert invitation[NEW].purpose is LinkPurpose.AGREE
    asked = words(invitation[NEW]).text
    assert "佐藤 一郎 様が、この書類の確認をあなたに引き継ぎました" in asked
    assert "> お願いします。" in asked
    notices = told(office, sent, "tell_handed_over")
    assert set(notices) == {office.owner.mail, FIRST}
    assert all(NEW in words(letter).text for letter in notices.values())
    assert "/c/l/" not in "".join(words(letter).text for letter in notices.values())


@pytest.mark.shows("CL-23")
def test_with_the_new_persons_agreement_it_is_concluded_and_the_papers_go_to_them(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent(Plan(may_hand_over=True, imprint=False))
    visitor.enters(office.link(sent.parties[0]))
    handed_over(visitor)
    successor = Visitor(visitor.site)
    successor.enters(office.link(sent.parties[0], issue=2))
    agrees(successor)
    assert "締結処理中です" in successor.text
    office.seal(sent, sent.parties[0])
    office.conclude(sent)
    letters = told(office, sent, "tell_concluded")
    assert set(letters) == {office.owner.mail, NEW}


@pytest.mark.shows("IM-76", "IM-78")
def test_asked_again_the_mail_says_so_and_the_link_before_points_to_it(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent(Plan())
    before = office.link(sent.parties[0])
    visitor.enters(before)
    again = acts.Reissue(new_key(), Origin(office.owner.public_id), sent.parties[0].public_id)
    office.engine.ask(sent.contract, again)
    letters = told(office, sent, "remind")
    assert set(letters) == {FIRST}
    mail = words(letters[FIRST])
    assert mail.subject.startswith("【再送】")
    assert "以前のメールのリンクは無効になりました" in mail.text
    assert "届いている最新のメールのリンクを開いてください" in visitor.opens("/c/contract").text
    fresh = Visitor(visitor.site)
    assert fresh.arrives(before).status_code == 410
    fresh.enters(office.link(sent.parties[0], issue=2))
    assert "内容を確認" in fresh.text


@pytest.mark.shows("AD-07")
@pytest.mark.parametrize(("accepted", "answer"), [(True, "受け入れ"), (False, "受け入れられません")])
def test_the_owner_reads_why_an_agreement_is_wanted_back_and_the_answer_goes_to_who_asked(
    office: Office, visitor: Visitor, *, accepted: bool, answer: str
) -> None:
    sent = office.sent(Plan(imprint=False), Plan(name="鈴木 花子"))
    visitor.enters(office.link(sent.parties[0]))
    agrees(visitor)
    visitor.opens("/c/retraction")
    visitor.sends("/c/retraction", reason=REASON)
    visitor.sends("/c/retraction", step="send")
    asked = told(office, sent, "tell_retraction_asked")
    assert set(asked) == {office.owner.mail}
    assert REASON in words(asked[office.owner.mail]).text
    party, sender = sent.parties[0].public_id, Origin(office.owner.public_id)
    decided = acts.AnswerRetraction(new_key(), sender, party, accepted, "ご連絡ありがとうございます。")
    office.engine.ask(sent.contract, decided)
    answered = told(office, sent, "tell_retraction_answered")
    assert set(answered) == {FIRST}
    text = words(answered[FIRST]).text
    assert answer in text
    assert "> ご連絡ありがとうございます。" in text
