import pytest

from contracts.preset_spelling import preset_from, spelled_preset
from contracts.presets import blocks_for, proposed_roles
from contracts.standing import PartyKind, Standing
from contracts.type_preset import Block, CodeUse, TypePreset
from contracts.usual_types import USUAL

TYPES = tuple(USUAL)


@pytest.mark.shows("AD-10", "IM-20", "AD-03")
def test_a_brokered_lease_goes_from_the_agent_to_the_lessees_the_lessor_and_the_own_company() -> None:
    blocks = blocks_for(USUAL["lease_guarantor"], Standing.BROKER)
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
    blocks = blocks_for(USUAL[kind], standing)
    own = [block.order for block in blocks if block.own]
    assert all(order >= block.order for order in own for block in blocks)


@pytest.mark.shows("IM-55")
def test_as_the_landlords_agent_the_own_company_takes_that_side_by_proxy() -> None:
    lessor = blocks_for(USUAL["lease"], Standing.AGENT)[-1]
    assert (lessor.role, lessor.kind, lessor.own, lessor.as_proxy) == (
        "貸主",
        "corporate_informal",
        True,
        True,
    )
    assert not blocks_for(USUAL["lease"], Standing.OWN_SIGNER)[-1].as_proxy


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_proposes_roles_that_count_as_untouched(kind: str) -> None:
    for standing in ("", *Standing):
        blocks = blocks_for(USUAL[kind], standing)
        assert blocks
        assert {block.role for block in blocks} <= proposed_roles(USUAL.values())


def test_sending_is_the_own_agreement_so_only_the_others_are_asked() -> None:
    assert [block.role for block in blocks_for(USUAL["services"], Standing.SENDER_AGREES)] == ["受託者"]
    assert [block.role for block in blocks_for(USUAL["lease_guarantor"], Standing.SENDER_AGREES)] == [
        "借主",
        "連帯保証人",
    ]
    assert blocks_for(TypePreset(), "") == ()


@pytest.mark.parametrize("kind", TYPES)
def test_a_preset_comes_back_from_the_text_that_is_kept(kind: str) -> None:
    assert preset_from(spelled_preset(USUAL[kind])) == USUAL[kind]
    assert preset_from("") == TypePreset()
    assert preset_from('{"of_another_release": 1, "link_days": 7}') == TypePreset(link_days=7)


@pytest.mark.shows("CF-02", "CF-09")
def test_a_role_says_of_its_code_what_the_type_says_of_its_kind_otherwise() -> None:
    preset = TypePreset(
        (Block("借主", access_code=CodeUse.REQUIRED.value),),
        code_corporate=CodeUse.OFF.value,
        min_signature_boxes=1,
    )
    assert preset.code_use("借主", PartyKind.INDIVIDUAL) is CodeUse.REQUIRED
    assert preset.code_use("貸主", PartyKind.INDIVIDUAL) is CodeUse.OPTIONAL
    assert preset.code_use("貸主", PartyKind.CORPORATE_INFORMAL) is CodeUse.OFF
    assert (preset.least_boxes(imprint=True), preset.least_boxes(imprint=False)) == (1, 0)
    assert all(USUAL[kind].least_boxes(imprint=True) == 0 for kind in TYPES)
