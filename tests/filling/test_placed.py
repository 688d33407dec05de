"""Boxes on the document itself: in their place to half a millimetre, however a page is turned and cut."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops
from pyhanko.sign.signers import SimpleSigner

from adapters.filling import CREATION_SIGNATURE, FINAL_SIGNATURE, Filling, SigningPlan, filled, prepare
from adapters.imprint import company_imprint, surname_imprint
from contracts.boxes import BoxKind
from contracts.signing import InputField, Place, SignBox, SigningParty, TypedValue
from tests.filling.test_id_line import shaped
from tests.filling.test_signed import signed, verdicts

MM = 72 / 25.4
HALF = 0.5
DOTS = 8
SHAPES: list[tuple[list[float], list[float] | None]] = [
    ([0, 0, 595, 842], None),
    ([0, 0, 595, 842], [20, 30, 575, 812]),
    ([-200, -300, 395, 542], [-190, -290, 380, 500]),
]
SEAL, NAMING, TEXT, CHECK = (30, 40), (60, 100), (20, 140), (100, 160)
"""Left and bottom in millimetres of the page as displayed."""

Box = tuple[float, float, float, float]


def at(corner: tuple[float, float], width: float) -> Place:
    return Place(1, corner[0] * MM, corner[1] * MM, width * MM)


def sealed(party: SigningParty, *places: tuple[Place, float]) -> SigningParty:
    """Give the party a 署名ボックス at each place, of this height in millimetres."""
    boxes = [
        SignBox(number, BoxKind.SEAL, height * MM, place) for number, (place, height) in enumerate(places, 1)
    ]
    return replace(party, boxes=tuple(boxes))


def placed(plan: SigningPlan) -> SigningPlan:
    party = replace(
        sealed(plan.parties[0], (at(SEAL, 24), 30)),
        inputs=(
            InputField(1, "text", "住所", 12 * MM, at(TEXT, 60)),
            InputField(2, "check", "確認", 6 * MM, at(CHECK, 6)),
        ),
    )
    named = SigningParty("p2", "取引士", "", "鈴木 一郎", imprint=False, names_only=True)
    naming = SignBox(1, BoxKind.NAMING, 8 * MM, at(NAMING, 70))
    return replace(plan, parties=(party, replace(named, boxes=(naming,))))


def ink_added(before: bytes, after: bytes, page: int = 0) -> tuple[Box, float]:
    """Return left, bottom, right, top in millimetres of what `after` draws and `before` does not."""
    pictures = []
    for data in (before, after):
        with pypdfium2.PdfDocument(data) as document:
            document.init_forms()
            picture = document[page].render(scale=DOTS / MM, may_draw_forms=True)
            pictures.append(picture.to_pil().convert("L"))
    changed = ImageChops.difference(*pictures).point(lambda dot: 255 * (dot > 60))
    found = changed.getbbox()
    assert found is not None
    tall = changed.height / DOTS
    left, top, right, bottom = (side / DOTS for side in found)
    return (left, tall - bottom, right, tall - top), tall


@pytest.mark.shows("IM-59", "UX-27")
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize(("media", "crop"), SHAPES)
def test_a_seal_stands_in_the_middle_of_its_box_at_its_real_size(
    working: bytes, plan: SigningPlan, turn: int, media: list[float], crop: list[float] | None
) -> None:
    parent = prepare(shaped(working, turn, media, crop), placed(plan))
    data = filled(parent, Filling("p1", "2026-11-21 13:02 同意", surname_imprint("佐藤").mark))

    (left, bottom, right, top), _ = ink_added(parent, data)
    assert right - left == pytest.approx(10.5, abs=0.2)
    assert top - bottom == pytest.approx(10.5, abs=0.2)
    assert (left + right) / 2 == pytest.approx(SEAL[0] + 12, abs=HALF)
    assert (bottom + top) / 2 == pytest.approx(SEAL[1] + 15, abs=HALF)


@pytest.mark.shows("IM-61", "IM-63")
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize(("media", "crop"), SHAPES[2:])
def test_texts_ticks_and_names_stand_upright_in_their_boxes(
    working: bytes, plan: SigningPlan, turn: int, media: list[float], crop: list[float] | None
) -> None:
    parent = prepare(shaped(working, turn, media, crop), placed(plan))

    left, bottom, right, top = _added(parent, Filling("p1", "", None, (TypedValue(1, "text", "口口口口"),)))
    assert left == pytest.approx(TEXT[0] + 1, abs=HALF)
    assert right - left == pytest.approx(4 * 10.5 / MM, abs=1.5)
    assert TEXT[1] - HALF < bottom < top < TEXT[1] + 12 + HALF
    left, bottom, right, top = _added(parent, Filling("p1", "", None, (TypedValue(2, "check", "on"),)))
    assert CHECK[0] - HALF < left < right < CHECK[0] + 6 + HALF
    assert CHECK[1] - HALF < bottom < top < CHECK[1] + 6 + HALF
    assert right - left > 3
    left, bottom, right, top = _added(parent, Filling("p2", "", None, name="口口口口（東京）第1号"))
    assert left == pytest.approx(NAMING[0] + 0.7, abs=HALF)
    assert right < NAMING[0] + 70 + HALF
    assert (bottom + top) / 2 == pytest.approx(NAMING[1] + 4, abs=1)


def _added(parent: bytes, filling: Filling) -> Box:
    return ink_added(parent, filled(parent, filling))[0]


@pytest.mark.parametrize("turn", [0, 90])
def test_a_tick_is_not_turned_with_its_page(working: bytes, plan: SigningPlan, turn: int) -> None:
    parent = prepare(shaped(working, turn, *SHAPES[0]), placed(plan))
    data = filled(parent, Filling("p1", "", None, (TypedValue(2, "check", "on"),)))
    with pypdfium2.PdfDocument(data) as document:
        document.init_forms()
        picture = document[0].render(scale=DOTS / MM, may_draw_forms=True).to_pil().convert("L")
    tall = picture.height / DOTS
    left, top = CHECK[0], tall - CHECK[1] - 6
    inside = [int(side * DOTS) for side in (left + 1, top + 1, left + 5, top + 5)]
    dark = picture.crop(tuple(inside)).point(lambda dot: 255 * (dot < 128))
    half = dark.width // 2
    right_up = dark.crop((half, 0, dark.width, dark.height // 2)).histogram()[255]
    left_up = dark.crop((0, 0, half, dark.height // 2)).histogram()[255]
    assert right_up > 3 * left_up + 10


def test_a_seal_larger_than_its_box_is_made_smaller_and_never_cut(working: bytes, plan: SigningPlan) -> None:
    party = sealed(plan.parties[0], (at(SEAL, 15), 12))
    parent = prepare(working, replace(plan, parties=(party,)))

    left, bottom, right, top = _added(parent, Filling("p1", "", company_imprint("株式会社割符商事").mark))
    assert (right - left, top - bottom) == pytest.approx((12, 12), abs=0.3)
    assert left == pytest.approx(SEAL[0] + 1.5, abs=HALF)


def test_a_sheet_is_appended_only_for_who_has_no_box(working: bytes, plan: SigningPlan) -> None:
    box = (at(SEAL, 24), 24.0)
    both = [sealed(one, box) if one.imprint else one for one in plan.parties]
    assert _pages(prepare(working, replace(plan, parties=tuple(both)))) == 2

    one = replace(plan, parties=(both[0], *plan.parties[1:]))
    parent = prepare(working, one)
    assert _pages(parent) == 3
    left, bottom, _, _ = _added(parent, Filling("p1", "", surname_imprint("佐藤").mark))
    assert (left, bottom) > SEAL
    aside = filled(parent, Filling("p2", "2026-11-21 13:02 同意", surname_imprint("髙﨑").mark))
    assert ink_added(parent, aside, 2)[0][0] > 40


def test_an_input_without_a_place_keeps_its_sheet(working: bytes, plan: SigningPlan) -> None:
    party = replace(sealed(plan.parties[0], (at(SEAL, 24), 24)), inputs=(InputField(1, "text", "住所", 36),))
    assert _pages(prepare(working, replace(plan, parties=(party,)))) == 3


@pytest.mark.parametrize("place", [Place(3, 10, 10, 50), Place(1, 580, 10, 50), Place(1, 10, -5, 50)])
def test_what_no_page_holds_stands_on_the_sheet(working: bytes, plan: SigningPlan, place: Place) -> None:
    party = replace(sealed(plan.parties[0], (place, 20)), inputs=(InputField(1, "text", "日付", 16, place),))
    parent = prepare(working, replace(plan, parties=(party,)))

    assert _pages(parent) == 3
    data = filled(parent, Filling("p1", "", surname_imprint("佐藤").mark, (TypedValue(1, "text", "一"),)))
    assert ink_added(parent, data, 2)[0][0] > 20


def test_boxes_on_every_page_take_one_drawing_and_are_signed(
    working: bytes, plan: SigningPlan, signer: SimpleSigner
) -> None:
    places = [(replace(at(SEAL, 24), page=page), 24.0) for page in (1, 2)]
    party = sealed(plan.parties[0], *places)
    parent = prepare(working, replace(placed(plan), parties=(party, placed(plan).parties[1])))
    data = signed(parent, signer, CREATION_SIGNATURE)
    data = signed(data, signer, "Sig-p1", Filling("p1", "同意", surname_imprint("佐藤").mark))
    data = signed(data, signer, "Sig-p2", Filling("p2", "記名", None, name="鈴木 一郎（東京）第1号"))
    data = signed(data, signer, FINAL_SIGNATURE)

    assert verdicts(data) == dict.fromkeys(("Sig-create", "Sig-p1", "Sig-p2", "Sig-final"), True)
    for page in (0, 1):
        left, bottom, right, top = ink_added(parent, data, page)[0]
        if page:
            assert (left + right) / 2 == pytest.approx(SEAL[0] + 12, abs=HALF)
            assert (bottom + top) / 2 == pytest.approx(SEAL[1] + 12, abs=HALF)
    with pikepdf.open(BytesIO(data)) as pdf:
        fields = {str(one.T): one for one in pdf.Root.AcroForm.Fields}
        assert fields["p1_seal"].AP.N.objgen == fields["p1_seal2"].AP.N.objgen


def test_a_seal_box_of_who_gives_no_imprint_is_left_out(working: bytes, plan: SigningPlan) -> None:
    party = replace(sealed(plan.parties[0], (at(SEAL, 24), 24)), imprint=False)
    with pikepdf.open(BytesIO(prepare(working, replace(plan, parties=(party,))))) as pdf:
        assert not any("seal" in str(one.T) for one in pdf.Root.AcroForm.Fields)


def _pages(data: bytes) -> int:
    with pikepdf.open(BytesIO(data)) as pdf:
        return len(pdf.pages)
