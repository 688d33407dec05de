import pytest

from contracts.presets import PROPOSED_ROLES, blocks_for
from contracts.standing import Standing

TYPES = (
    "lease_guarantor",
    "lease",
    "renewal",
    "nda",
    "services",
    "sale",
    "construction",
    "employment",
    "other",
)


@pytest.mark.shows("AD-10", "IM-20", "AD-03")
def test_a_brokered_lease_goes_from_the_agent_to_the_lessees_the_lessor_and_the_own_company() -> None:
    blocks = blocks_for("lease_guarantor", Standing.BROKER)
    assert [(block.role, block.order) for block in blocks] == [
        ("取引士", 1),
        ("借主", 2),
        ("連帯保証人", 2),
        ("貸主", 3),
        ("自社署名者", 4),
    ]
    assert [block.role for block in blocks if block.names_only] == ["取引士"]


@pytest.mark.shows("AD-10")
@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("standing", [Standing.OWN_SIGNER, Standing.AGENT])
def test_the_own_signature_is_the_last_one(kind: str, standing: Standing) -> None:
    blocks = blocks_for(kind, standing)
    own = [block.order for block in blocks if block.own]
    assert all(order >= block.order for order in own for block in blocks)


@pytest.mark.shows("IM-55")
def test_as_the_landlords_agent_the_own_company_takes_that_side_by_proxy() -> None:
    lessor = blocks_for("lease", Standing.AGENT)[-1]
    assert (lessor.role, lessor.kind, lessor.own, lessor.as_proxy) == (
        "貸主",
        "corporate_informal",
        True,
        True,
    )
    assert not blocks_for("lease", Standing.OWN_SIGNER)[-1].as_proxy


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_proposes_roles_that_count_as_untouched(kind: str) -> None:
    for standing in ("", *Standing):
        blocks = blocks_for(kind, standing)
        assert blocks
        assert {block.role for block in blocks} <= PROPOSED_ROLES


def test_sending_is_the_own_agreement_so_only_the_others_are_asked() -> None:
    assert [block.role for block in blocks_for("services", Standing.SENDER_AGREES)] == ["受託者"]
    assert [block.role for block in blocks_for("lease_guarantor", Standing.SENDER_AGREES)] == [
        "借主",
        "連帯保証人",
    ]
    assert blocks_for("unheard_of", "") == ()
