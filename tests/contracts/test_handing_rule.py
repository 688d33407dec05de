import pytest

from contracts.handing_rule import may_be_handed_over, may_be_made_to_hand_over
from contracts.usual_types import USUAL


@pytest.mark.shows("IM-45", "CF-03")
@pytest.mark.parametrize(
    ("role", "kind", "allowed"),
    [
        ("貸主", "individual", True),
        ("貸主", "corporate_informal", False),
        ("その他", "individual", True),
        ("その他", "corporate_informal", True),
        ("保証会社", "corporate_informal", True),
        ("借主", "individual", False),
        ("連帯保証人", "individual", False),
        ("取引士", "individual", False),
        ("自社署名者", "corporate_informal", False),
    ],
)
@pytest.mark.parametrize("lease", ["lease", "lease_guarantor", "renewal"])
def test_in_a_lease_role_and_kind_decide_who_may_hand_over(
    lease: str, role: str, kind: str, *, allowed: bool
) -> None:
    assert may_be_handed_over(USUAL[lease], role, kind, own=False) is allowed
    assert not may_be_handed_over(USUAL[lease], role, kind, own=True)


@pytest.mark.parametrize("role", ["甲", "受託者", "借主", ""])
def test_elsewhere_everyone_may_forward(role: str) -> None:
    assert may_be_handed_over(USUAL["nda"], role, "corporate_informal", own=False)
    assert not may_be_handed_over(USUAL["nda"], role, "corporate_informal", own=True)
    assert not may_be_handed_over(USUAL["sale"], "取引士", "individual", own=False)


@pytest.mark.shows("MK-64")
def test_only_those_outside_who_agree_may_be_made_to_hand_over() -> None:
    assert may_be_made_to_hand_over(signs=True, own=False, names_only=False)
    assert not may_be_made_to_hand_over(signs=False, own=False, names_only=False)
    assert not may_be_made_to_hand_over(signs=True, own=True, names_only=False)
    assert not may_be_made_to_hand_over(signs=True, own=False, names_only=True)
