"""Who holds a party's place: 転送 / 署名者変更, the 締結用URL, 署名再依頼."""

from dataclasses import replace
from datetime import timedelta

import pytest

from contracts import refusals
from contracts.acts import Origin
from contracts.effects import EffectKind
from contracts.place import belongs_to, require_claimant, require_successor
from contracts.stage import Progress, Stage
from tests.contracts.cases import Case, pairs, party, sent_to


def open_to_others() -> Case:
    """One may hand over, has read, and has given a document; the other is asked too."""
    plan = replace(party("a"), may_hand_over=True, documents=["登記"], access_code=True)
    case = sent_to(plan, party("b"))
    case.does(case.acceptance("a"), case.document("a", "登記"))
    return case


@pytest.mark.shows("CL-20", "IM-44")
def test_a_new_holder_begins_anew_and_the_chain_is_kept() -> None:
    case = open_to_others()
    case.does(case.hand_over("a", "h-1"))
    case.does(case.acceptance("a"), case.hand_over("a", "h-2"))
    state = case.state.party("a")
    assert (state.holder, state.progress, state.documents) == ("h-2", Progress.ASKED, frozenset())
    chain = [stored.facts for stored in case.record if stored.kind == "party_handed_over"]
    assert ['"previous":""' in chain[0], '"previous":"h-1"' in chain[1]] == [True, True]


def test_the_new_holder_owes_documents_terms_and_code_again() -> None:
    case = open_to_others()
    agreed = replace(case.agreement("a"), authenticated=["mail_link", "access_code"])
    case.does(case.hand_over("a"))
    with pytest.raises(refusals.TermsNotAccepted):
        case.does(agreed)
    case.does(case.acceptance("a"))
    with pytest.raises(refusals.NotAuthenticated):
        case.does(replace(agreed, key="k-2", authenticated=["mail_link"]))
    with pytest.raises(refusals.DocumentsMissing):
        case.does(replace(agreed, key="k-3"))


@pytest.mark.shows("CL-23")
def test_the_new_holder_is_asked_and_the_owner_and_the_old_one_are_told() -> None:
    case = open_to_others()
    assert pairs(case.does(case.hand_over("a")).effects) == [
        (EffectKind.INVITE, "a"),
        (EffectKind.TELL_HANDED_OVER, "owner"),
        (EffectKind.TELL_HANDED_OVER, "a"),
    ]


def test_nobody_hands_over_who_may_not_has_not_accepted_the_terms_or_is_locked() -> None:
    case = open_to_others()
    case.does(case.acceptance("b"))
    with pytest.raises(refusals.HandOverNotAllowed):
        case.does(case.hand_over("b"))
    fresh = sent_to(replace(party("a"), may_hand_over=True))
    with pytest.raises(refusals.TermsNotAccepted):
        fresh.does(fresh.hand_over("a"))
    case.does(case.locking("a"))
    with pytest.raises(refusals.PartyIsLocked):
        case.does(case.hand_over("a"))


def test_nobody_hands_over_for_another() -> None:
    case = open_to_others()
    with pytest.raises(refusals.NotThatParty):
        case.does(replace(case.hand_over("a"), origin=Origin("sender")))


def test_who_has_agreed_hands_nothing_over() -> None:
    case = sent_to(replace(party("a"), may_hand_over=True), party("b"))
    case.agree("a")
    with pytest.raises(refusals.AlreadyAgreed):
        case.does(case.hand_over("a"))


def test_uploads_stay_counted_across_holders_and_the_holder_across_rounds() -> None:
    case = open_to_others()
    case.does(case.hand_over("a", "h-1"))
    assert case.state.party("a").submissions == 1
    case.does(case.acceptance("a"), case.send_back("a"), case.new_round(), case.preparation())
    assert case.state.party("a").holder == "h-1"


def test_the_first_who_proves_an_address_takes_the_place_and_no_second() -> None:
    case = sent_to(replace(party("a"), claimable=True))
    case.does(case.claim("a", "h-1"))
    assert case.does(case.claim("a", "h-1")).events == []
    with pytest.raises(refusals.PlaceIsTaken):
        case.does(case.claim("a", "h-2"))


def test_a_place_that_nobody_has_claimed_agrees_to_nothing() -> None:
    case = sent_to(replace(party("a"), claimable=True))
    case.does(case.acceptance("a"))
    with pytest.raises(refusals.NotAuthenticated):
        case.does(case.agreement("a"))


@pytest.mark.shows("IM-78")
def test_only_who_was_asked_and_has_not_agreed_is_asked_again() -> None:
    case = sent_to(party("a"), party("b"), party("c", 2))
    case.agree("a")
    with pytest.raises(refusals.AlreadyAgreed):
        case.does(case.reissue("a"))
    with pytest.raises(refusals.NotYourTurn):
        case.does(case.reissue("c"))
    assert pairs(case.does(case.reissue("b")).effects) == [(EffectKind.REMIND, "b")]


@pytest.mark.shows("IM-76")
def test_asked_again_the_period_starts_anew_and_a_lapsed_request_stays_lapsed() -> None:
    case = sent_to(party("a"), link_days=10)
    case.days_pass(9)
    case.does(case.reissue("a"))
    assert case.state.due == case.now + timedelta(days=10)
    case.days_pass(10)
    with pytest.raises(refusals.RoundIsOver):
        case.does(case.reissue("a"))
    case.does(case.expiry())
    assert case.state.stage is Stage.EXPIRED


def test_a_domain_is_that_of_an_address_or_one_above_it() -> None:
    assert belongs_to("taro@Sales.Example.jp", ("example.jp",))
    assert not belongs_to("taro@notexample.jp", ("example.jp",))
    assert not belongs_to("example.jp@other.jp", ("example.jp",))


@pytest.mark.shows("AD-11", "CL-54")
@pytest.mark.parametrize(
    ("mail", "allowed", "refusal"),
    [
        ("hanako@SENDER.example", (), refusals.OwnAddressAtSigningUrl),
        ("jiro@elsewhere.example", ("partner.example",), refusals.DomainNotAllowed),
    ],
)
def test_who_takes_a_place_is_of_an_allowed_organisation_and_never_the_senders(
    mail: str, allowed: tuple[str, ...], refusal: type[refusals.Refused]
) -> None:
    with pytest.raises(refusal):
        require_claimant(mail, ("sender.example",), allowed)
    require_claimant("jiro@partner.example", ("sender.example",), allowed)


@pytest.mark.parametrize(
    ("mail", "refusal"),
    [
        ("ＨＡＮＡＫＯ@partner.example", refusals.AlreadyHoldsThePlace),
        ("Landlord@other.example", refusals.HoldsAnotherPlace),
    ],
)
def test_a_successor_is_somebody_who_holds_no_place_yet(mail: str, refusal: type[refusals.Refused]) -> None:
    with pytest.raises(refusal):
        require_successor(mail, "hanako@partner.example", ["landlord@other.example"])
    require_successor("jiro@partner.example", "hanako@partner.example", ["landlord@other.example"])
