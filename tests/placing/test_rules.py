"""What may be placed for whom, and how large, by tables."""

from dataclasses import replace

import pytest

from contracts.boxes import (
    MOST_INPUTS,
    SIZES,
    Box,
    BoxKind,
    BoxPolicy,
    Placer,
    Size,
    box_faults,
    fits,
    lacking_boxes,
)

A4 = Size(210, 297)
PAGES = ((A4, Size(297, 210)), (Size(100, 100),))
LESSEE = Placer("sato", own=False, signs=True, imprint=True, names_only=False)
OWN = Placer("own", own=True, signs=True, imprint=True, names_only=False)
BARE = Placer("bare", own=False, signs=True, imprint=False, names_only=False)
AGENT = Placer("agent", own=False, signs=True, imprint=False, names_only=True)
READER = Placer("reader", own=False, signs=False, imprint=True, names_only=False)
EVERYBODY = (LESSEE, OWN, BARE, AGENT, READER)
BOX = Box("1", "sato", BoxKind.SEAL, 1, 1, 30, 220, 24, 24)


@pytest.mark.shows("IM-65")
@pytest.mark.parametrize(
    ("placer", "kinds"),
    [
        (LESSEE, {"seal", "text", "check"}),
        (BARE, {"text", "check"}),
        (AGENT, {"naming", "text", "check"}),
        (replace(AGENT, imprint=True), {"seal", "naming", "text", "check"}),
        (READER, set()),
    ],
)
def test_a_party_has_the_boxes_that_it_will_fill(placer: Placer, kinds: set[str]) -> None:
    assert set(placer.kinds) == kinds


@pytest.mark.shows("IM-64")
@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, set()),
        ({"left": 186, "top": 273}, set()),
        ({"left": 186.1}, {"outside_page"}),
        ({"top": -0.1}, {"outside_page"}),
        ({"page": 2, "left": 273, "top": 186}, set()),
        ({"page": 2, "top": 187}, {"outside_page"}),
        ({"page": 3}, {"no_such_page"}),
        ({"document": 2}, {"outside_page"}),
        ({"document": 3}, {"no_such_page"}),
        ({"width": 7.9}, {"too_small"}),
        ({"height": 60.1}, {"too_large"}),
        ({"party": "reader"}, {"kind_not_for_party"}),
        ({"party": "bare"}, {"kind_not_for_party"}),
        ({"party": "nobody"}, {"unknown_party"}),
        ({"kind": BoxKind.NAMING, "height": 8, "width": 60}, {"kind_not_for_party"}),
        ({"kind": BoxKind.NAMING, "height": 8, "width": 60, "party": "agent"}, set()),
        ({"kind": BoxKind.TEXT, "label": "あ" * 201}, {"label_too_long"}),
    ],
)
def test_a_box_stands_whole_on_a_page_at_a_size_of_its_kind(
    changes: dict[str, object], codes: set[str]
) -> None:
    box = replace(BOX, **changes)  # type: ignore[arg-type]  # the table says what is changed
    assert {fault.code for fault in box_faults([box], EVERYBODY, PAGES)} == codes


@pytest.mark.parametrize("kind", list(BoxKind))
def test_the_usual_size_is_allowed_and_fits_a_page(kind: BoxKind) -> None:
    least, most, usual = SIZES[kind].least, SIZES[kind].most, SIZES[kind].usual
    assert least.width <= usual.width <= most.width
    assert least.height <= usual.height <= most.height
    assert fits(replace(BOX, kind=kind, width=usual.width, height=usual.height), PAGES)


def test_inputs_of_a_party_are_counted_and_no_box_comes_twice() -> None:
    texts = [replace(BOX, id=str(n), kind=BoxKind.TEXT) for n in range(MOST_INPUTS + 1)]
    assert box_faults(texts[:-1], EVERYBODY, PAGES) == []
    assert [fault.code for fault in box_faults(texts, EVERYBODY, PAGES)] == ["too_many"]
    assert [fault.code for fault in box_faults([BOX, BOX], EVERYBODY, PAGES)] == ["same_twice"]


@pytest.mark.shows("IM-60", "CF-09", "IM-66")
@pytest.mark.parametrize(
    ("policy", "seals", "lacking"),
    [
        (BoxPolicy(), {}, ()),
        (BoxPolicy(1), {}, ("sato",)),
        (BoxPolicy(1), {"sato": 1}, ()),
        (BoxPolicy(1), {"own": 1}, ("sato",)),
        (BoxPolicy(2), {"sato": 1}, ("sato",)),
        (BoxPolicy(1, for_each=False), {}, ("sato",)),
        (BoxPolicy(1, for_each=False), {"own": 1}, ()),
    ],
)
def test_the_other_side_needs_as_many_as_the_organisation_asks(
    policy: BoxPolicy, seals: dict[str, int], lacking: tuple[str, ...]
) -> None:
    assert lacking_boxes(policy, EVERYBODY, seals) == lacking
