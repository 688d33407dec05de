"""Which template a contract takes, case by case (MK-47, MK-48)."""

import pytest

from contracts.acts import RouteStep
from contracts.approval_routes import Mismatch, RouteFacts, RouteTemplate, in_order, mismatch, route_for

STEP = (RouteStep("承認"),)
SMALL = RouteTemplate("small", STEP, contract_type="sale", amount_to=999_999)
LARGE = RouteTemplate("large", STEP, contract_type="sale", amount_from=1_000_000)
NORTH = RouteTemplate("north", STEP, department="北営業所")
TARO = RouteTemplate("taro", STEP, person="taro")
REST = RouteTemplate("rest", STEP)
STOPPED = RouteTemplate("stopped", STEP, is_disabled=True)


def facts(
    kind: str = "sale", amount: int | None = 0, person: str = "hanako", *departments: str
) -> RouteFacts:
    return RouteFacts(kind, amount, person, frozenset(departments))


CASES = (
    (facts("sale", 999_999), (SMALL, LARGE), "small"),
    (facts("sale", 1_000_000), (SMALL, LARGE), "large"),
    (facts("sale", 0), (SMALL, LARGE), "small"),
    (facts("sale", None), (SMALL, LARGE), "large"),
    (facts("sale", 10**12), (SMALL, LARGE), "large"),
    (facts("lease", 5), (SMALL, LARGE), None),
    (facts("lease", 5), (SMALL, LARGE, REST), "rest"),
    (facts("sale", 5), (REST, SMALL), "rest"),
    (facts("sale", 5), (STOPPED, SMALL), "small"),
    (facts("sale", 5, "hanako", "北営業所"), (NORTH, REST), "north"),
    (facts("sale", 5, "hanako", "南営業所", "北営業所"), (NORTH, REST), "north"),
    (facts("sale", 5, "hanako", "南営業所"), (NORTH, REST), "rest"),
    (facts("sale", 5, "taro"), (REST, TARO), "taro"),
    (facts("sale", 5, "taro", "北営業所"), (NORTH, SMALL, TARO), "taro"),
    (facts("sale", 5, "hanako"), (TARO,), None),
    (facts(), (), None),
)


@pytest.mark.shows("MK-48")
@pytest.mark.parametrize(("asked", "templates", "taken"), CASES)
def test_the_first_template_whose_conditions_all_hold_is_taken(
    asked: RouteFacts, templates: tuple[RouteTemplate, ...], taken: str | None
) -> None:
    found = route_for(asked, templates)
    assert (found.id if found else None) == taken


@pytest.mark.shows("MK-47")
def test_a_route_fixed_to_a_person_goes_before_every_other_wherever_it_stands() -> None:
    for templates in ((TARO, REST, SMALL), (REST, TARO, SMALL), (REST, SMALL, TARO)):
        assert in_order(templates)[0] is TARO
        for kind, amount in (("sale", 1), ("lease", None), ("", 10**9)):
            found = route_for(facts(kind, amount, "taro"), templates)
            assert found is TARO


def test_the_first_condition_that_does_not_hold_is_named() -> None:
    assert mismatch(facts(), STOPPED) is Mismatch.DISABLED
    assert mismatch(facts(), TARO) is Mismatch.PERSON
    assert mismatch(facts("lease"), LARGE) is Mismatch.CONTRACT_TYPE
    assert mismatch(facts("sale", 1), LARGE) is Mismatch.AMOUNT
    assert mismatch(facts(), NORTH) is Mismatch.DEPARTMENT
    assert mismatch(facts(), REST) is None
