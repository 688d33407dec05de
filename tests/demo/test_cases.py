"""The cases themselves: what they promise, and that their papers are real."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest

from adapters.intake import IntakeLimits, take_in
from cli.demo.cases import Case, Ending, all_cases
from cli.demo.endings import STAGES
from cli.demo.imprints import drawn
from cli.demo.paper import contract_pdf
from contracts.stage import Stage
from contracts.standing import PartyKind
from database.party import Party
from database.seed import TYPES

TODAY = date(2026, 11, 21)
BY_TYPE = {case.type: case for case in all_cases()}


def test_there_are_forty_cases_and_every_ending_is_among_them() -> None:
    cases = all_cases()
    assert len(cases) == len({case.id for case in cases}) == len({case.title for case in cases}) == 40
    assert {case.ending for case in cases} == set(Ending)
    assert {case.type for case in cases} == {seed.code for seed in TYPES}


def test_the_first_ten_stand_in_ten_different_stages() -> None:
    left_out = {Stage.EXPIRED, Stage.SEALING, Stage.IMPORTED}
    assert {STAGES[case.ending] for case in all_cases()[:10]} == set(Stage) - left_out


def test_some_contracts_are_in_force_some_end_soon_and_some_have_ended() -> None:
    ends = [case.ends for case in all_cases() if STAGES[case.ending] is Stage.CONCLUDED]
    assert min(ends) < 0
    assert [days for days in ends if 0 <= days <= 90]
    assert max(ends) > 90


def test_whoever_has_reasons_gives_them() -> None:
    reasoned = {
        Ending.REJECTED,
        Ending.RETURNED,
        Ending.SENT_BACK,
        Ending.REVISED,
        Ending.WITHDRAWN,
        Ending.DECLINED,
        Ending.CONCLUDED_ANEW,
    }
    assert {case.ending for case in all_cases() if case.words} == reasoned
    assert all(bool(case.words) == (case.ending in reasoned) for case in all_cases())


@pytest.mark.parametrize("case", BY_TYPE.values(), ids=BY_TYPE.keys())
def test_each_type_has_a_text_of_its_own_that_passes_the_intake(case: Case) -> None:
    data = contract_pdf(case, "株式会社サンプル", TODAY)
    taken = take_in(data, IntakeLimits())
    assert not taken.warnings
    assert contract_pdf(case, "株式会社サンプル", TODAY) == data
    with pikepdf.open(BytesIO(data)) as pdf:
        assert len(pdf.pages) == taken.page_count >= 1


def test_new_bytes_after_a_send_back_are_new_bytes() -> None:
    case = BY_TYPE["services"]
    assert contract_pdf(case, "株式会社サンプル", TODAY, 2) != contract_pdf(case, "株式会社サンプル", TODAY)


def test_every_party_can_have_a_seal() -> None:
    for party in {party for case in all_cases() for party in case.parties if not party.own}:
        kind = PartyKind(party.kind)
        imprint = drawn(Party(kind=kind, name=party.name, company=party.company))
        assert imprint.shape == ("round" if kind is PartyKind.INDIVIDUAL else "square")
