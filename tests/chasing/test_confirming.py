"""What is left to the sender: 要確認, sending back, 取り下げ with a draft, 転送 as a must, 受領者."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from contracts import acts, refusals
from contracts.acts import Origin
from contracts.effects import EffectKind
from contracts.stage import Phase, Stage
from database.contract import Contract
from database.drafting.planning import plan_of
from database.queries.draft_parties import parties_of
from database.queries.preferences import set_preference
from database.queries.versions import newest_version
from tests.contracts.cases import Case, party, sent_to
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from tests.desk.cases import sent_by
from tests.desk.site import Clerk
from tests.desk.test_places import agrees


def confirming(*names: str) -> Case:
    """Everyone has signed a contract whose sender wants to look at it first."""
    case = Case()
    case.does(replace(case.submission(*(party(name) for name in names)), confirms=True))
    case.does(case.preparation())
    case.sign(*names)
    return case


def confirmation(case: Case) -> acts.ConfirmConclusion:
    return acts.ConfirmConclusion(case.key(), Origin("sender"))


@pytest.mark.shows("MK-63")
def test_with_the_option_the_conclusion_waits_for_the_sender() -> None:
    case = confirming("a")
    assert (case.state.phase, case.told(EffectKind.CONCLUDE)) == (Phase.CONFIRMING, [])
    assert case.told(EffectKind.ASK_CONFIRMATION) == ["owner"]
    case.does(case.conclusion())
    assert case.state.phase is Phase.CONFIRMING
    case.does(confirmation(case))
    assert case.told(EffectKind.CONCLUDE) == ["system"]
    case.does(case.conclusion(), case.certificates())
    assert case.state.stage is Stage.CONCLUDED


def test_nothing_is_confirmed_before_everyone_has_signed_and_nothing_lapses_meanwhile() -> None:
    case = sent_to(party("a"))
    with pytest.raises(refusals.NothingToConfirm):
        case.does(confirmation(case))
    waiting = confirming("a")
    waiting.days_pass(400)
    waiting.does(waiting.expiry())
    assert waiting.state.phase is Phase.CONFIRMING


@pytest.mark.shows("MK-62")
def test_the_sender_sends_back_to_a_single_counterparty_alone() -> None:
    case = confirming("a")
    case.does(case.new_round())
    case.does(case.preparation())
    assert (case.state.round, case.asked(), case.state.party("a").agreed) == (2, {"a"}, False)
    assert case.told(EffectKind.TELL_VOIDED) == ["a"]
    several = confirming("a", "b")
    with pytest.raises(refusals.NotSentBack):
        several.does(several.new_round())


def test_the_sender_may_still_withdraw_in_confirmation() -> None:
    case = confirming("a")
    case.does(case.withdrawal())
    assert case.told(EffectKind.TELL_WITHDRAWN) == ["a"]


@pytest.mark.shows("MK-64")
def test_who_must_hand_over_cannot_agree_and_the_next_one_can() -> None:
    case = sent_to(replace(party("a"), must_hand_over=True))
    case.does(case.acceptance("a"))
    with pytest.raises(refusals.MustHandOver):
        case.does(case.agreement("a"))
    case.does(case.hand_over("a", "h-1"))
    case.does(case.acceptance("a"), case.agreement("a"))
    assert case.state.party("a").agreed
    assert case.rebuilt() == case.state


@pytest.mark.shows("MK-66")
def test_receivers_alone_are_refused() -> None:
    case = Case()
    with pytest.raises(refusals.NoParties):
        case.does(case.submission(replace(party("a"), signs=False), replace(party("b"), signs=False)))


@pytest.mark.shows("MK-99")
def test_a_one_sided_issue_has_our_signature_and_receivers() -> None:
    case = sent_to(replace(party("own"), own=True), replace(party("receiver"), signs=False))
    assert (case.state.stage, case.asked()) == (Stage.AWAITING_OWN, {"own"})
    case.sign("own")
    case.does(case.conclusion(), case.certificates())
    assert case.state.stage is Stage.CONCLUDED
    assert "receiver" in case.told(EffectKind.TELL_CONCLUDED)


def signed(office: Office) -> Sent:
    sent = office.sent(Plan(), confirms=True)
    agrees(office, sent, sent.parties[0])
    office.seal(sent, sent.parties[0])
    return sent


@pytest.mark.shows("MK-63", "MK-72")
def test_the_page_asks_before_the_conclusion_and_offers_no_correction_after_it(
    clerk: Clerk, office: Office
) -> None:
    sent = signed(office)
    page = f"/contracts/{sent.contract}"
    clerk.opens(page)
    assert "締結前の確認を待っています" in clerk.text
    clerk.opens("/approvals")
    assert "建物賃貸借契約書（更新）" in clerk.text
    clerk.opens(f"{page}/conclusion")
    clerk.sends(f"{page}/conclusion")
    assert office.contract(sent).stage == "sealing"
    office.conclude(sent)
    clerk.opens(page)
    assert "修正も削除もできません" in clerk.text
    assert f"{page}/withdrawal" not in clerk.text
    assert clerk.opens(f"{page}/conclusion").status_code == 404


@pytest.mark.shows("MK-62")
def test_sending_back_needs_a_reason_and_asks_the_party_anew(clerk: Clerk, office: Office) -> None:
    sent = signed(office)
    page = f"/contracts/{sent.contract}/counterparty-return"
    clerk.opens(page)
    assert clerk.sends(page, reason=" ").status_code == 422
    clerk.sends(page, reason="第3条の金額をご確認ください。")
    assert office.contract(sent).round == 2
    office.prepare(sent)
    assert office.party(sent.parties[0]).progress == "asked"


@pytest.mark.shows("MK-61")
def test_a_withdrawn_contract_comes_back_as_a_draft_with_everything_kept(
    clerk: Clerk, office: Office
) -> None:
    sent = sent_by(clerk, office, "秘密保持契約書", "nda")
    with office.opened.database.writing() as session:
        set_preference(session, office.owner, "withdrawal_leaves_draft", value=True)
        session.merge(office.party(sent.parties[0])).access_code_hash = "a hash"
    path = f"/contracts/{sent.contract}/withdrawal"
    clerk.opens(path)
    assert clerk.fields(path)["leaves_draft"]
    clerk.sends(path, reason="金額を直すため")
    assert "下書きを作成しました" in clerk.text
    with office.opened.database.reading() as session:
        draft = session.scalars(select(Contract).where(Contract.sequence == 0)).one()
        [copied] = parties_of(session, draft)
    assert office.contract(sent).stage == "cancelled"
    assert (draft.title, copied.name, copied.mail) == ("秘密保持契約書", "佐藤 一郎", "sato@example.com")
    assert copied.access_code_hash == "a hash"
    clerk.opens(f"/drafts/{draft.public_id}/confirmation")
    clerk.sends(f"/drafts/{draft.public_id}/sending")
    assert office.contract(Sent(draft.public_id, [])).stage == "awaiting_other"


@pytest.mark.shows("MK-63", "MK-64")
def test_the_draft_page_sets_both_and_they_travel_with_the_request(clerk: Clerk, office: Office) -> None:
    public_id = clerk.drafts()
    path = f"/drafts/{public_id}"
    clerk.opens(path)
    [asked] = clerk.parties()
    clerk.sends(
        path, **{"finishing-confirms": "y", "finishing-must_hand_over": asked, "intent": "confirmation"}
    )
    assert "自社で確認してから締結する" in clerk.text
    clerk.sends(f"{path}/sending")
    [act] = office.engine.acts(acts.Submit)
    assert (act.confirms, [one.must_hand_over for one in act.parties]) == (True, [True])


@pytest.mark.shows("MK-64")
@pytest.mark.parametrize("became", ["own", "names_only"])
def test_what_was_demanded_is_forgotten_of_whom_nobody_may_demand_it(
    clerk: Clerk, office: Office, became: str
) -> None:
    public_id = clerk.drafts()
    with office.opened.database.writing() as session:
        draft = session.scalars(select(Contract).where(Contract.public_id == public_id)).one()
        [asked], version = parties_of(session, draft), newest_version(session, draft)
        assert version is not None
        asked.must_hand_over = True
        assert plan_of(session, draft, asked, version).must_hand_over
        setattr(asked, became, True)
        assert not plan_of(session, draft, asked, version).must_hand_over
        assert not asked.must_hand_over
