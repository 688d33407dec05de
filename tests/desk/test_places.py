"""署名再依頼, 撤回の申し出, 却下 and who held which place, on the sender's side."""

import pytest
from sqlalchemy import select

from contracts import acts
from contracts.acts import Origin
from contracts.handing_over import Successor
from database.audit import AuditEvent
from database.delivery import PartyLink
from database.party import Party
from database.succession import keep_successor
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from tests.desk.site import Clerk
from webapp.access.asking import new_key
from workflows.door import EngineUnavailable

REASON = "金額を確かめ直したいためです。"


def accepts(office: Office, sent: Sent, party: Party) -> None:
    origin = Origin(party.public_id)
    office.engine.ask(
        sent.contract, acts.AcceptTerms(new_key(), origin, party.public_id, 1, terms_version="2026-11")
    )


def agrees(office: Office, sent: Sent, party: Party) -> None:
    accepts(office, sent, party)
    agreed = acts.Agree(
        key=new_key(),
        origin=Origin(party.public_id),
        party=party.public_id,
        round=1,
        shown_digest=office.contract(sent).sent_digest,
        shown_revision=1,
        imprint="i",
        imprint_digest="d",
        authenticated=["mail_link"],
    )
    office.engine.ask(sent.contract, agreed)


def asks_back(office: Office) -> Sent:
    """The first of two equal parties has agreed and asks to take it back."""
    sent = office.sent(Plan(), Plan(name="鈴木 花子"))
    agrees(office, sent, sent.parties[0])
    party = sent.parties[0].public_id
    office.engine.ask(sent.contract, acts.AskRetraction(new_key(), Origin(party), party, 1, REASON))
    return sent


@pytest.mark.shows("IM-76", "IM-78")
def test_who_has_not_signed_is_asked_again_after_a_question(clerk: Clerk, office: Office) -> None:
    sent = office.sent(Plan(), Plan(name="鈴木 花子"))
    agrees(office, sent, sent.parties[0])
    path = f"/contracts/{sent.contract}/re-request"
    done, waiting = (f"party-{one.public_id}-ask" for one in sent.parties)
    office.link(sent.parties[1])
    clerk.opens(f"/contracts/{sent.contract}")
    assert f"{path}?party={sent.parties[1].public_id}" in clerk.text
    clerk.opens(path)
    assert (waiting in clerk.text, done in clerk.text) == (True, False)
    assert "以前のリンクは無効になり" in clerk.text
    assert clerk.sends(path).status_code == 422
    clerk.sends(path, **{waiting: "y"})
    clerk.sends(f"{path}/sending")
    assert "署名を再依頼しました" in clerk.text
    with office.opened.database.reading() as session:
        revoked = session.scalars(select(PartyLink.revoked_at)).all()
    assert None not in revoked
    effects = [kind for kind in office.dump() if "remind" in kind]
    assert effects


def test_without_the_engine_nobody_is_asked_again_and_the_page_says_so(clerk: Clerk, office: Office) -> None:
    sent = office.sent(Plan())
    path = f"/contracts/{sent.contract}/re-request"
    clerk.opens(f"{path}?party={sent.parties[0].public_id}")
    clerk.sends(path)
    office.engine.silence = EngineUnavailable()
    assert clerk.sends(f"{path}/sending").status_code == 503
    assert "この操作は行われていません" in clerk.text


@pytest.mark.shows("AD-07")
def test_an_accepted_retraction_leaves_a_new_version_or_the_withdrawal(clerk: Clerk, office: Office) -> None:
    sent = asks_back(office)
    page = f"/contracts/{sent.contract}"
    path = f"{page}/parties/{sent.parties[0].public_id}/retraction"
    name = f"retraction-{sent.parties[0].public_id}"
    clerk.opens(page)
    assert REASON in clerk.text
    assert clerk.sends(path, answer="accept", **{f"{name}-reply": " "}).status_code == 422
    clerk.sends(path, answer="accept", **{f"{name}-reply": "改めてお送りします。"})
    assert office.contract(sent).stage == "sent_back"
    assert "新しい版で再開するか、取り下げます" in clerk.text
    assert f'action="{page}/resumption"' not in clerk.text
    assert f'href="{page}/withdrawal"' in clerk.text


@pytest.mark.shows("AD-07")
def test_a_refused_retraction_leaves_everything_and_stands_in_the_history(
    clerk: Clerk, office: Office
) -> None:
    sent = asks_back(office)
    path = f"/contracts/{sent.contract}/parties/{sent.parties[0].public_id}/retraction"
    clerk.opens(f"/contracts/{sent.contract}")
    reply = {f"retraction-{sent.parties[0].public_id}-reply": "このままお願いします。"}
    clerk.sends(path, answer="refuse", **reply)
    assert office.contract(sent).stage == "awaiting_other"
    assert "撤回の申し出を受け入れませんでした" in clerk.text
    assert f'action="{path}"' not in clerk.text


@pytest.mark.shows("CL-43")
def test_a_refusal_is_shown_with_its_reason_and_is_no_withdrawal(clerk: Clerk, office: Office) -> None:
    sent = office.sent(Plan(), Plan(name="鈴木 花子"))
    accepts(office, sent, sent.parties[0])
    clerk.opens(f"/contracts/{sent.contract}")
    assert "まだ開かれていません" in clerk.text
    party = sent.parties[0].public_id
    office.engine.ask(sent.contract, acts.Decline(new_key(), Origin(party), party, 1, "方針が変わりました。"))
    clerk.opens(f"/contracts/{sent.contract}")
    assert "相手方が却下しました" in clerk.text
    assert "方針が変わりました。" in clerk.text
    assert "取り下げました" not in clerk.text
    assert "まだ開かれていません" not in clerk.text


@pytest.mark.shows("CL-20", "CL-23")
def test_the_page_names_the_chain_and_each_act_the_person_who_did_it(clerk: Clerk, office: Office) -> None:
    sent = office.sent(Plan(may_hand_over=True))
    party = sent.parties[0]
    accepts(office, sent, party)
    successor = Successor("", "田中 次郎", "jiro@midori.example.jp", "ja", "")
    with office.opened.database.writing() as session:
        holding = keep_successor(session, session.get_one(Party, party.id), 1, "k", successor)
    act = acts.HandOver(new_key(), Origin(party.public_id), party.public_id, 1, holding.id, holding.digest)
    office.engine.ask(sent.contract, act)
    clerk.opens(f"/contracts/{sent.contract}")
    assert "署名者変更：佐藤 一郎 → 田中 次郎" in clerk.text
    assert "署名者を変更しました（佐藤 一郎 → 田中 次郎）" in clerk.text
    history = clerk.text.partition("署名履歴")[2]
    accepted = history.partition("利用規約に同意し")[2]
    assert "佐藤 一郎" in accepted.partition("</li>")[0]


@pytest.mark.shows("T05")
def test_no_page_of_the_sender_holds_a_living_link_of_a_party(clerk: Clerk, office: Office) -> None:
    sent = office.sent(Plan(), Plan(name="鈴木 花子"))
    tokens = [office.link(party) for party in sent.parties]
    base = f"/contracts/{sent.contract}"
    shown = [clerk.opens(base), clerk.opens(f"{base}/re-request?party={sent.parties[0].public_id}")]
    asked = clerk.sends(f"{base}/re-request")
    for answer in (*shown, asked, clerk.sends(f"{base}/re-request/sending")):
        assert not [token for token in tokens if token in answer.text]
        assert "/c/l/" not in answer.text
    with office.opened.database.reading() as session:
        facts = " ".join(session.scalars(select(AuditEvent.facts)).all())
    assert not [token for token in tokens if token in facts]
