"""フリーテキスト and チェックボックス on paper: as PDF fields, whole, upright, and signed with the rest."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pyhanko.sign.signers import SimpleSigner

from adapters.filling import (
    CREATION_SIGNATURE,
    FINAL_SIGNATURE,
    Filling,
    SigningPlan,
    TextRefused,
    filled,
    prepare,
    require_printable,
)
from adapters.imprint import surname_imprint
from contracts.fields import LONGEST_TEXT
from contracts.signing import InputField, Place, TypedValue
from tests.filling.test_signed import signed, verdicts, with_value_removed

ADDRESS = "東京都千代田区神田𠮷町1-2-3 髙﨑ビル"
INPUTS = (
    InputField(1, "text", "住所", 36),
    InputField(2, "check", "反社会的勢力でないことを表明し、確約します。", 12),
    InputField(3, "text", "契約締結日", 20, Place(1, 100, 600, 120)),
    InputField(4, "check", "連帯保証人を付けます。", 14, Place(2, 100, 500, 14)),
    InputField(5, "text", "特記事項", 36),
)
VALUES = (
    TypedValue(1, "text", ADDRESS),
    TypedValue(2, "check", "on"),
    TypedValue(3, "text", "令和8年12月1日"),
    TypedValue(4, "check", "off"),
    TypedValue(5, "text", ""),
)


def asking(plan: SigningPlan, *inputs: InputField) -> SigningPlan:
    return replace(plan, parties=(replace(plan.parties[0], inputs=inputs), *plan.parties[1:]))


def fields_of(data: bytes) -> dict[str, str]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return {str(field.T): str(field.get("/V", "")) for field in pdf.Root.AcroForm.Fields}


def words_on(data: bytes, page: int) -> str:
    with pypdfium2.PdfDocument(data) as document:
        document.init_forms()
        document[page].flatten()
        return str(document[page].get_textpage().get_text_bounded())


def ink_in(data: bytes, page: int, box: tuple[float, float, float, float]) -> tuple[float, float, int]:
    """Return width and height in points of what is drawn in a box as displayed, and how many dots it has."""
    scale = 4
    with pypdfium2.PdfDocument(data) as document:
        document.init_forms()
        picture = document[page].render(scale=scale, may_draw_forms=True).to_pil().convert("L")
    left, bottom, right, top = box
    tall = picture.height / scale
    corners = (left, tall - top, right, tall - bottom)
    part = picture.crop(tuple(int(side * scale) for side in corners)).point(lambda dot: 255 * (dot < 160))
    found = part.getbbox()
    assert found is not None
    return (found[2] - found[0]) / scale, (found[3] - found[1]) / scale, part.histogram()[255]


@pytest.mark.shows("IM-61", "IM-63")
def test_what_was_typed_and_ticked_is_printed_in_its_place(working: bytes, plan: SigningPlan) -> None:
    parent = prepare(working, asking(plan, *INPUTS))
    data = filled(parent, Filling("p1", "", surname_imprint("佐藤").mark, VALUES))

    assert data.startswith(parent)
    found = fields_of(data)
    assert (found["p1_text1"], found["p1_text3"]) == (ADDRESS, "令和8年12月1日")
    assert (found["p1_check2"], found["p1_check4"]) == ("/Yes", "/Off")
    words = words_on(data, 2)
    assert "住所" in words
    assert "表明し、確約します。" in words
    assert ADDRESS in words
    assert "令和8年12月1日" in words_on(data, 0)


def test_a_tick_is_drawn_into_a_square_that_stands_there_before(working: bytes, plan: SigningPlan) -> None:
    parent = prepare(working, asking(plan, *INPUTS))
    ticked = filled(parent, Filling("p1", "", None, (TypedValue(4, "check", "on"),)))

    box = (98, 498, 116, 516)
    before, after = ink_in(parent, 1, box), ink_in(ticked, 1, box)
    assert before[:2] == pytest.approx((14, 14), abs=0.8)
    assert after[:2] == before[:2]
    assert after[2] > before[2] * 1.3


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_placed_text_stands_upright_however_the_page_is_turned(
    working: bytes, plan: SigningPlan, turn: int
) -> None:
    with pikepdf.open(BytesIO(working)) as pdf:
        pdf.pages[0].rotate(turn, relative=False)
        pdf.pages[0].cropbox = pikepdf.Array([20, 30, 560, 800])
        out = BytesIO()
        pdf.save(out)
    parent = prepare(out.getvalue(), asking(plan, InputField(3, "text", "日付", 16, Place(1, 50, 400, 100))))
    data = filled(parent, Filling("p1", "", None, (TypedValue(3, "text", "一一一一一一"),)))

    across, up, _ = ink_in(data, 0, (50, 400, 150, 416))
    assert across > 50
    assert up < 3


def test_a_long_text_is_made_smaller_and_never_cut(working: bytes, plan: SigningPlan) -> None:
    field = InputField(1, "text", "特記事項", 72)
    long = "特約" * (LONGEST_TEXT // 2)
    require_printable(long, field)
    data = filled(
        prepare(working, asking(plan, field)), Filling("p1", "", None, (TypedValue(1, "text", long),))
    )

    printed = words_on(data, 2).replace("\r", "").replace("\n", "")
    assert long in printed
    with pytest.raises(TextRefused, match="does_not_fit"):
        require_printable(long, replace(field, height=36))


def test_a_letter_without_a_glyph_is_refused_by_name() -> None:
    with pytest.raises(TextRefused) as refused:
        require_printable("よろしく😀", INPUTS[0])
    assert (refused.value.code, refused.value.letter) == ("no_glyph", "😀")
    require_printable("葛\U000e0100城市 𠮷田 髙﨑 \ufa19", INPUTS[0])


def test_thirty_inputs_go_on_over_as_many_sheets_as_they_need(working: bytes, plan: SigningPlan) -> None:
    inputs = [InputField(number, "text", f"項目{number}", 36) for number in range(1, 31)]
    data = prepare(working, asking(plan, *inputs))

    with pikepdf.open(BytesIO(data)) as pdf:
        sheets = len(pdf.pages) - 2
        boxes = [field.Rect for field in pdf.Root.AcroForm.Fields if "_text" in str(field.T)]
    assert len(boxes) == len(inputs)
    assert all(float(box[1]) > 60 for box in boxes)
    assert sheets == 4


@pytest.mark.shows("CL-28")
def test_inputs_are_signed_in_the_revision_of_their_party_and_locked_by_it(
    working: bytes, plan: SigningPlan, signer: SimpleSigner
) -> None:
    data = signed(prepare(working, asking(plan, *INPUTS)), signer, CREATION_SIGNATURE)
    data = signed(data, signer, "Sig-p1", Filling("p1", "同意", surname_imprint("佐藤").mark, VALUES))
    standing = signed(signed(data, signer, "Sig-p3", Filling("p3", "同意", None)), signer, FINAL_SIGNATURE)

    assert verdicts(standing) == dict.fromkeys(("Sig-create", "Sig-p1", "Sig-p3", "Sig-final"), True)
    assert verdicts(with_value_removed(data, "p1_text1")) == {"Sig-create": True, "Sig-p1": False}
