"""署名 / 確認 / 送付しない: what may be asked of whom, and what an agreement binds (MK-65)."""

from dataclasses import replace

import pytest

from contracts import acts, refusals
from contracts.acts import PartyPlan
from contracts.document_ways import Way, Ways, digest_of_shown, require_ways, ways_of
from contracts.evolve import folded
from tests.contracts.cases import DIGEST, ENGINE, Case

ONE, TWO, THREE = "01" * 32, "02" * 32, "03" * 32


def plan(
    name: str, read: str = "", unsent: str = "", *, signs: bool = True, names: bool = False
) -> PartyPlan:
    return PartyPlan(
        name,
        1,
        imprint=False,
        signs=signs,
        names_only=names,
        read_only=[int(place) for place in read],
        not_sent=[int(place) for place in unsent],
    )


@pytest.mark.parametrize(
    ("plans", "refused"),
    [
        ((plan("a"), plan("b")), None),
        ((plan("a"), plan("b", unsent="2")), None),
        ((plan("a", read="1"), plan("b", unsent="2")), None),
        ((plan("a", read="2"), plan("b", unsent="2")), refusals.DocumentWithoutSigner),
        ((plan("a"), plan("b", read="1", unsent="2")), refusals.NothingForParty),
        ((plan("a"), plan("b", read="12")), refusals.NothingForParty),
        ((plan("a"), plan("b", unsent="3")), refusals.UnknownDocument),
        ((plan("a"), plan("b", read="2", unsent="2")), refusals.UnknownDocument),
        ((plan("a"), plan("b", unsent="2", signs=False)), None),
        ((plan("a"), plan("b", unsent="12", signs=False)), refusals.NothingForParty),
        ((plan("a", read="2"), plan("b", unsent="1", names=True)), refusals.DocumentWithoutSigner),
        ((plan("a", read="2"), plan("b", unsent="1", signs=False)), refusals.DocumentWithoutSigner),
    ],
)
def test_each_document_needs_a_signer_and_each_party_something_to_do(
    plans: tuple[PartyPlan, ...], refused: type[refusals.Refused] | None
) -> None:
    if refused is None:
        require_ways(plans, 2)
        return
    with pytest.raises(refused):
        require_ways(plans, 2)


def test_where_nobody_is_left_out_nothing_is_counted_and_nothing_is_spelled() -> None:
    case = Case()
    case.does(case.submission(plan("a"), plan("b")))
    case.does(replace(case.preparation(), digests=[ONE, TWO]))
    assert case.state.digests == ()
    assert not any(word in one.facts for one in case.record for word in ("digests", "read_only", "not_sent"))
    with pytest.raises(refusals.UnknownDocument):
        Case().does(case.submission(plan("a"), plan("b", unsent="2")))


def test_the_digest_is_over_the_documents_shown_with_their_places_and_ways() -> None:
    every = [ONE, TWO, THREE]
    assert digest_of_shown(Ways(), every) == ""
    without_two, reads_three = Ways(not_sent=frozenset({2})), Ways(frozenset({3}), frozenset({2}))
    assert without_two.shown(3) == reads_three.shown(3) == (1, 3)
    assert [one.signed(3) for one in (without_two, reads_three)] == [(1, 3), (1,)]
    assert reads_three.of(3) is Way.READ
    told = {digest_of_shown(one, every) for one in (without_two, reads_three, Ways(frozenset({2})))}
    assert len(told) == 3
    assert digest_of_shown(without_two, [ONE, "ff" * 32, THREE]) == digest_of_shown(without_two, every)
    assert digest_of_shown(without_two, [ONE, TWO, "ff" * 32]) != digest_of_shown(without_two, every)


def divided() -> Case:
    case = Case()
    case.does(replace(case.submission(plan("a"), plan("b", unsent="2")), documents=2))
    case.does(acts.RecordPreparation(case.key(), ENGINE, 1, DIGEST, 1, [ONE, TWO]))
    case.does(case.acceptance("a"), case.acceptance("b"))
    return case


@pytest.mark.shows("T47")
def test_an_agreement_binds_exactly_what_the_party_was_shown() -> None:
    case = divided()
    own = digest_of_shown(ways_of(plan("b", unsent="2")), [ONE, TWO])
    for wrong in ("", digest_of_shown(ways_of(plan("b", read="2")), [ONE, TWO]), "ab" * 32):
        with pytest.raises(refusals.StaleDocument):
            case.does(replace(case.agreement("b"), documents_digest=wrong))
    with pytest.raises(refusals.StaleDocument):
        case.does(replace(case.agreement("a"), documents_digest=own))
    case.does(case.agreement("a"), replace(case.agreement("b"), documents_digest=own))
    assert f'"documents_digest":"{own}"' in case.record[-1].facts
    assert folded(case.state.contract, case.record) == case.state


def test_a_new_round_keeps_the_documents_for_everybody_stays_asked_as_before() -> None:
    case = divided()
    case.does(case.send_back("b"))
    with pytest.raises(refusals.DocumentsMustStay):
        case.does(case.new_round())
    case.does(replace(case.new_round(), same_documents=True))
    assert case.state.digests == ()
    case.does(acts.RecordPreparation(case.key(), ENGINE, 2, DIGEST, 1, [THREE, TWO]))
    assert list(case.state.digests) == [THREE, TWO]
