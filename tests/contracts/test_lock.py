"""A party that guessed its access code wrong too often."""

import pytest

from contracts import refusals
from contracts.effects import EffectKind
from contracts.stage import Progress
from tests.contracts.cases import Case, party, sent_to


def locked() -> Case:
    case = sent_to(party("a"), party("b"))
    case.does(case.acceptance("a"), case.locking("a"))
    return case


@pytest.mark.shows("T15")
def test_a_lock_is_recorded_and_told_to_the_owner() -> None:
    case = locked()
    assert case.kinds()[-1] == "party_locked"
    assert case.told(EffectKind.TELL_LOCKED) == ["owner"]
    assert case.state.party("a").progress is Progress.LOCKED


@pytest.mark.shows("T15")
def test_a_locked_party_can_do_nothing_and_the_others_go_on() -> None:
    case = locked()
    for act in (case.agreement("a"), case.send_back("a"), case.acceptance("a")):
        with pytest.raises(refusals.PartyIsLocked):
            case.does(act)
    case.sign("b")
    assert case.state.party("b").signed


def test_a_second_lock_records_nothing() -> None:
    case = locked()
    assert not case.does(case.locking("a")).events
    assert case.told(EffectKind.TELL_LOCKED) == ["owner"]


@pytest.mark.shows("T15")
def test_a_new_round_hands_out_no_new_tries() -> None:
    case = locked()
    case.does(case.acceptance("b"))
    case.does(case.send_back("b"), case.new_round())
    case.does(case.preparation())
    with pytest.raises(refusals.PartyIsLocked):
        case.does(case.acceptance("a"))


def test_an_unlocked_party_goes_on_where_it_was() -> None:
    case = locked()
    case.does(case.unlocking("a"))
    case.does(case.agreement("a"))
    assert case.state.party("a").agreed


def test_only_a_locked_party_is_unlocked() -> None:
    case = sent_to(party("a"))
    with pytest.raises(refusals.PartyIsNotLocked):
        case.does(case.unlocking("a"))
