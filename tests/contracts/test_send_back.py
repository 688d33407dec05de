"""差し戻し and its two answers."""

import pytest

from contracts import refusals
from contracts.effects import EffectKind
from contracts.stage import Phase, Progress, Stage
from tests.contracts.cases import Case, party, sent_to


def sent_back() -> Case:
    """Two equal parties: a has agreed, b has sent the contract back."""
    case = sent_to(party("a"), party("b"), party("c", 2))
    case.agree("a")
    case.does(case.acceptance("b"))
    case.does(case.send_back("b", " 住所が違う "))
    return case


@pytest.mark.shows("CS-17")
@pytest.mark.parametrize("reason", ["", "  ", "　", "\t\n"])
def test_a_send_back_without_a_reason_is_refused(reason: str) -> None:
    case = sent_to(party("a"))
    case.does(case.acceptance("a"))
    with pytest.raises(refusals.ReasonMissing):
        case.does(case.send_back("a", reason))


@pytest.mark.shows("CS-18", "AD-06")
def test_a_send_back_tells_the_owner_and_nobody_else() -> None:
    case = sent_back()
    assert case.state.stage is Stage.SENT_BACK
    assert case.state.returned_by == "b"
    assert case.told(EffectKind.TELL_SENT_BACK) == ["owner"]
    assert case.state.party("b").progress is Progress.SENT_BACK


@pytest.mark.shows("CS-18", "AD-06")
def test_while_the_sender_revises_the_link_signs_nothing() -> None:
    case = sent_back()
    for act in (case.agreement("b"), case.acceptance("b"), case.send_back("b"), case.agreement("c")):
        with pytest.raises(refusals.BeingRevised):
            case.does(act)


@pytest.mark.shows("AD-04")
def test_the_same_bytes_go_on_and_earlier_agreements_stay() -> None:
    case = sent_back()
    case.does(case.resuming())
    assert (case.state.phase, case.state.round) == (Phase.AGREEING, 1)
    assert case.state.party("a").agreed
    assert case.told(EffectKind.TELL_RESUMED) == ["b"]
    case.does(case.agreement("b"))
    assert case.told(EffectKind.TELL_VOIDED) == []


@pytest.mark.shows("AD-04", "CS-19")
def test_new_bytes_open_a_round_in_which_everyone_agrees_anew() -> None:
    case = sent_back()
    case.does(case.new_round())
    assert (case.state.round, case.state.version, case.state.sent_digest) == (2, "v2", "")
    assert not any(person.agreed or person.invited for person in case.state.parties)
    assert case.told(EffectKind.TELL_VOIDED) == ["a"]
    case.does(case.preparation())
    assert case.asked() == {"a", "b"}


@pytest.mark.shows("T65")
def test_an_agreement_of_a_closed_round_is_signed_once_under_that_round() -> None:
    case = sent_back()
    case.does(case.new_round())
    case.does(case.preparation())
    case.does(case.sealing("a", 1))
    assert not case.does(case.sealing("a", 1)).events
    assert case.kinds().count("agreement_sealed") == 1
    assert not case.state.party("a").signed
    assert case.state.revision == 1


def test_a_signature_that_stands_while_sent_back_invites_nobody() -> None:
    case = sent_back()
    case.does(case.sealing("a"))
    assert case.asked() == {"a", "b"}
    assert case.state.stage is Stage.SENT_BACK
    case.does(case.resuming())
    case.does(case.agreement("b"))
    case.does(case.sealing("b"))
    assert case.asked() == {"a", "b", "c"}


def test_both_answers_need_a_send_back() -> None:
    case = sent_to(party("a"))
    for act in (case.resuming(), case.new_round()):
        with pytest.raises(refusals.NotSentBack):
            case.does(act)


def test_an_answer_without_words_is_refused() -> None:
    case = sent_back()
    with pytest.raises(refusals.ReasonMissing):
        case.does(case.resuming(" "))


def test_who_has_agreed_sends_nothing_back() -> None:
    case = sent_to(party("a"), party("b"))
    case.agree("a")
    with pytest.raises(refusals.AlreadyAgreed):
        case.does(case.send_back("a"))
