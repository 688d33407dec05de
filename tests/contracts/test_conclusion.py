"""Signatures stand, the contract is concluded, the certificates go out."""

from dataclasses import replace

import pytest

from contracts.effects import EffectKind
from contracts.stage import Phase, Stage
from tests.contracts.cases import party, sent_to


@pytest.mark.shows("T64")
def test_two_last_signers_at_once_conclude_once() -> None:
    case = sent_to(party("a"), party("b"))
    case.does(case.acceptance("a"), case.acceptance("b"))
    case.does(case.agreement("a"), case.agreement("b"))
    first, second = case.sealing("a"), case.sealing("b")
    case.does(second, first, first, second)
    case.does(case.sealing("a"))
    assert case.told(EffectKind.SEAL_AGREEMENT) == ["a", "b"]
    assert case.told(EffectKind.CONCLUDE) == ["system"]


@pytest.mark.shows("T64")
def test_a_contract_has_one_certificate_and_one_mail_each() -> None:
    case = sent_to(party("a"), party("b"))
    case.sign("a", "b")
    case.does(case.conclusion())
    case.does(case.conclusion())
    case.does(case.certificates())
    case.does(case.certificates())
    assert case.state.stage is Stage.CONCLUDED
    assert case.told(EffectKind.CERTIFY) == ["system"]
    assert case.told(EffectKind.TELL_CONCLUDED) == ["owner", "a", "b"]


def test_agreed_is_not_yet_signed() -> None:
    case = sent_to(party("a"))
    case.agree("a")
    assert case.state.phase is Phase.AGREEING
    assert not case.does(case.conclusion()).events


def test_no_certificate_before_the_conclusion() -> None:
    case = sent_to(party("a"))
    case.sign("a")
    assert not case.does(case.certificates()).events
    assert case.state.stage is Stage.SEALING


def test_nothing_is_signed_that_was_not_agreed() -> None:
    case = sent_to(party("a"), party("b"))
    for act in (case.sealing("a"), case.sealing("stranger"), case.sealing("a", 7), case.sealing("a", 0)):
        assert not case.does(act).events
    assert not case.state.party("a").signed


def test_a_preparation_of_another_round_changes_nothing() -> None:
    case = sent_to(party("a"))
    late = case.preparation()
    case.does(case.acceptance("a"), case.send_back("a"), case.new_round())
    assert not case.does(late).events
    assert case.state.phase is Phase.PREPARING


def test_a_conclusion_and_certificates_of_another_round_change_nothing() -> None:
    case = sent_to(party("a"))
    case.sign("a")
    assert not case.does(replace(case.conclusion(), round=7)).events
    case.does(case.conclusion())
    assert not case.does(replace(case.certificates(), round=0)).events
    assert case.state.phase is Phase.CERTIFYING
