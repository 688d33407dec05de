"""締結を確定: what it binds and what must come before it."""

from dataclasses import replace

import pytest

from contracts import refusals
from contracts.acts import Origin, PartyPlan
from contracts.effects import EffectKind
from contracts.stage import Progress
from tests.contracts.cases import OTHER_DIGEST, Case, party, sent_to


def ready(*plans: PartyPlan) -> Case:
    case = sent_to(*plans)
    case.does(case.acceptance(plans[0].id))
    return case


@pytest.mark.shows("T68")
def test_an_agreement_before_the_terms_is_refused() -> None:
    case = sent_to(party("a"))
    with pytest.raises(refusals.TermsNotAccepted):
        case.does(case.agreement("a"))


@pytest.mark.shows("T68")
def test_an_agreement_without_the_access_code_is_refused() -> None:
    case = ready(PartyPlan("a", 1, imprint=False, access_code=True))
    with pytest.raises(refusals.NotAuthenticated):
        case.does(case.agreement("a"))
    case.does(replace(case.agreement("a"), authenticated=["link", "access_code"]))
    assert case.state.party("a").agreed


def test_an_agreement_waits_for_the_requested_documents() -> None:
    case = ready(PartyPlan("a", 1, imprint=False, documents=["印鑑証明書", "本人確認"]))
    case.does(case.document("a", "印鑑証明書"))
    with pytest.raises(refusals.DocumentsMissing) as refused:
        case.does(case.agreement("a"))
    assert refused.value.facts == {"count": 1}
    case.does(case.document("a", "本人確認"))
    case.does(case.agreement("a"))
    assert case.state.party("a").agreed


def test_a_document_that_nobody_asked_for_is_refused() -> None:
    case = ready(party("a"))
    with pytest.raises(refusals.DocumentNotRequested):
        case.does(case.document("a", "写真"))


def test_an_agreement_without_its_seal_is_refused() -> None:
    case = ready(PartyPlan("a", 1))
    with pytest.raises(refusals.ImprintMissing):
        case.does(case.agreement("a"))
    case.does(replace(case.agreement("a"), imprint="imprint-1", imprint_digest=OTHER_DIGEST))
    assert case.state.party("a").agreed


@pytest.mark.shows("T47")
def test_an_agreement_to_other_bytes_than_were_sent_is_refused() -> None:
    case = ready(party("a"))
    with pytest.raises(refusals.StaleDocument):
        case.does(replace(case.agreement("a"), shown_digest=OTHER_DIGEST))


@pytest.mark.shows("T47")
@pytest.mark.parametrize("revision", [-1, 0, 2])
def test_an_agreement_to_a_revision_that_does_not_stand_is_refused(revision: int) -> None:
    case = ready(party("a"))
    with pytest.raises(refusals.StaleDocument):
        case.does(replace(case.agreement("a"), shown_revision=revision))


@pytest.mark.shows("T47")
def test_an_agreement_to_an_earlier_round_is_refused() -> None:
    case = ready(party("a"), party("b"))
    stale = case.agreement("a")
    case.does(case.send_back("a"), case.new_round())
    case.does(case.preparation())
    with pytest.raises(refusals.RoundIsOver):
        case.does(stale)


def test_another_partys_filling_makes_no_agreement_stale() -> None:
    case = ready(party("a"), party("b"))
    shown_before = case.agreement("a")
    case.sign("b")
    case.does(shown_before)
    assert case.state.party("a").agreed


@pytest.mark.shows("T66")
def test_the_same_form_sent_twice_is_one_agreement() -> None:
    case = ready(party("a"))
    form = case.agreement("a")
    case.does(form)
    before = case.state
    again = case.does(form)
    assert not again.events
    assert not again.effects
    assert again.state == before
    assert case.kinds().count("agreement_recorded") == 1


@pytest.mark.shows("T66")
def test_a_second_tab_with_its_own_key_is_refused() -> None:
    case = ready(party("a"))
    second_tab = case.agreement("a")
    case.does(case.agreement("a"))
    with pytest.raises(refusals.AlreadyAgreed):
        case.does(second_tab)
    assert case.told(EffectKind.SEAL_AGREEMENT) == ["a"]


def test_a_retry_after_a_rebuild_from_the_record_changes_nothing() -> None:
    case = ready(party("a"), party("b"))
    form = case.agreement("a")
    case.does(form)
    case.state = case.rebuilt()
    assert not case.does(form).events


@pytest.mark.shows("AD-08")
def test_an_agreement_says_how_many_are_still_missing() -> None:
    case = sent_to(party("a"), party("b"))
    case.agree("a", "b")
    agreements = [row.facts for row in case.record if row.kind == "agreement_recorded"]
    assert ['"remaining":1' in agreements[0], '"remaining":0' in agreements[1]] == [True, True]


def test_the_progress_of_a_party_follows_its_acts() -> None:
    case = sent_to(party("a"))
    seen = [case.state.party("a").progress]
    for act in (case.acceptance("a"), case.agreement("a"), case.sealing("a")):
        case.does(act)
        seen.append(case.state.party("a").progress)
    assert seen == [Progress.ASKED, Progress.OPENED, Progress.AGREED, Progress.SIGNED]


@pytest.mark.shows("LW-01", "LW-05")
@pytest.mark.parametrize("actor", ["sender", "manager", "engine", "b"])
def test_nobody_agrees_for_a_party_whatever_their_role(actor: str) -> None:
    case = ready(party("a"), party("b"))
    forged = replace(case.agreement("a"), origin=Origin(actor=actor))
    with pytest.raises(refusals.NotThatParty):
        case.does(forged)


def test_a_revision_that_is_just_being_filed_may_have_been_shown_but_no_later_one() -> None:
    case = ready(party("a"), party("b"))
    case.does(case.acceptance("b"), case.agreement("a"))
    newest = case.state.revision + 1
    with pytest.raises(refusals.StaleDocument):
        case.does(replace(case.agreement("b"), shown_revision=newest + 1))
    case.does(replace(case.agreement("b"), shown_revision=newest))
    assert case.state.party("b").agreed
