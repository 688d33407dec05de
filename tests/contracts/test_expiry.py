"""The period to sign runs out."""

from datetime import timedelta

import pytest

from contracts import refusals
from contracts.deadlines import next_due
from contracts.effects import EffectKind
from contracts.stage import Stage
from tests.contracts.cases import NOON, Case, party, sent_to


@pytest.mark.shows("MK-49")
def test_the_period_starts_when_the_request_can_reach_the_signer() -> None:
    case = Case()
    case.does(case.submission(party("a"), needs_approval=True, link_days=7))
    assert next_due(case.state) is None
    case.days_pass(20)
    case.does(case.approval())
    case.does(case.preparation())
    assert case.state.due == NOON + timedelta(days=27)


def test_the_deadline_carries_the_act_that_lapses_the_request() -> None:
    case = sent_to(party("a", 1), party("b", 2), link_days=7)
    due = next_due(case.state)
    assert due is not None
    case.now = due.at
    case.does(due.act)
    assert case.state.stage is Stage.EXPIRED
    assert case.told(EffectKind.TELL_EXPIRED) == ["owner", "a"]
    assert next_due(case.state) is None


def test_a_timer_that_fires_early_changes_nothing() -> None:
    case = sent_to(party("a"), link_days=7)
    case.days_pass(6)
    assert not case.does(case.expiry()).events


def test_when_everyone_has_agreed_nothing_lapses() -> None:
    case = sent_to(party("a"), link_days=7)
    case.agree("a")
    assert next_due(case.state) is None
    case.days_pass(8)
    assert not case.does(case.expiry()).events


def test_a_new_round_has_its_own_period() -> None:
    case = sent_to(party("a"), link_days=7)
    old = case.expiry()
    case.does(case.acceptance("a"), case.send_back("a"), case.new_round())
    assert next_due(case.state) is None
    case.days_pass(8)
    case.does(case.preparation())
    assert not case.does(old).events
    assert case.state.due == NOON + timedelta(days=15)


@pytest.mark.shows("T67")
def test_an_expired_request_takes_no_agreement() -> None:
    case = sent_to(party("a"), link_days=7)
    case.does(case.acceptance("a"))
    late = case.agreement("a")
    case.days_pass(7)
    case.does(case.expiry())
    with pytest.raises(refusals.AlreadyClosed):
        case.does(late)


@pytest.mark.shows("T65")
def test_a_signature_that_stands_after_the_expiry_invites_nobody() -> None:
    case = sent_to(party("a", 1), party("b", 1), party("c", 2), link_days=7)
    case.agree("a")
    case.days_pass(7)
    case.does(case.expiry(), case.sealing("a"))
    assert case.state.stage is Stage.EXPIRED
    assert case.told(EffectKind.INVITE) == ["a", "b"]


@pytest.mark.shows("LW-11", "MK-49")
def test_a_signature_that_waits_for_its_timestamp_takes_no_time_from_the_next_party() -> None:
    case = sent_to(party("a", 1), party("b", 2), link_days=7)
    case.agree("a")
    assert next_due(case.state) is None
    case.days_pass(20)
    case.does(case.expiry(), case.sealing("a"))
    assert case.told(EffectKind.INVITE) == ["a", "b"]
    assert case.state.due == NOON + timedelta(days=27)
