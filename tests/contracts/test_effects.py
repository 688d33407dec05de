"""The table of effects: who is told what, in which lane."""

import pytest

from contracts.effects import Effect, EffectKind, Lane
from contracts.messages import from_message, to_message
from tests.contracts.cases import Case, pairs, party, sent_to


def test_signing_and_post_wait_for_each_other_never() -> None:
    signing = {kind for kind in EffectKind if kind.lane is Lane.SIGNING}
    assert signing == {
        EffectKind.PREPARE_ROUND,
        EffectKind.SEAL_AGREEMENT,
        EffectKind.CONCLUDE,
        EffectKind.CERTIFY,
    }


def test_an_agreement_is_sealed_and_confirmed() -> None:
    case = sent_to(party("a"), party("b"))
    case.does(case.acceptance("a"))
    done = case.does(case.agreement("a"))
    assert pairs(done.effects) == [(EffectKind.SEAL_AGREEMENT, "a"), (EffectKind.CONFIRM_AGREEMENT, "a")]


def test_an_approval_first_prepares_and_then_tells() -> None:
    case = Case()
    case.does(case.submission(party("a"), needs_approval=True))
    assert pairs(case.does(case.approval()).effects) == [
        (EffectKind.PREPARE_ROUND, "system"),
        (EffectKind.TELL_APPROVAL, "owner"),
    ]


def test_new_bytes_are_prepared_and_told_to_those_who_had_agreed() -> None:
    case = sent_to(party("a"), party("b"))
    case.agree("a")
    case.does(case.acceptance("b"), case.send_back("b"))
    done = case.does(case.new_round())
    assert pairs(done.effects) == [(EffectKind.PREPARE_ROUND, "system"), (EffectKind.TELL_VOIDED, "a")]
    assert {effect.round for effect in done.effects} == {2}


def test_an_effect_belongs_to_the_round_of_its_event() -> None:
    case = sent_to(party("a"), party("b"))
    case.agree("a")
    case.does(case.acceptance("b"), case.send_back("b"), case.new_round())
    sealing = [effect for effect in case.effects if effect.kind is EffectKind.SEAL_AGREEMENT]
    assert [effect.round for effect in sealing] == [1]


@pytest.mark.parametrize("kind", list(EffectKind))
def test_an_effect_travels_as_a_message_and_comes_back(kind: EffectKind) -> None:
    effect = Effect(3, kind, "party-1", 2)
    assert from_message(to_message(effect)) == effect
