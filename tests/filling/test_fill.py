from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

from adapters.filling import Filling, FillingRefused, SigningParty, SigningPlan, filled, prepare
from adapters.imprint import Imprint, company_imprint, surname_imprint

SCALE = 8
MM = 72 / 25.4
AGREED = "2026年11月21日 13:02 合意"


def objects_of(data: bytes) -> dict[tuple[int, int], bytes]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return {
            item.objgen: item.unparse(resolved=True)
            + (item.read_raw_bytes() if isinstance(item, pikepdf.Stream) else b"")
            for item in pdf.objects
            if item.objgen != (0, 0)
        }


def red_extent(data: bytes, page: int) -> tuple[float, float, float, float]:
    """Return the bounds of the red ink on a page in points: left, bottom, right, top."""
    with pypdfium2.PdfDocument(data) as document:
        document.init_forms()
        picture = document[page].render(scale=SCALE, may_draw_forms=True).to_pil().convert("RGB")
    red, green, _ = picture.split()
    is_red = red.point(lambda value: 255 if value > 150 else 0)
    is_dull = green.point(lambda value: 255 if value >= 120 else 0)
    box = ImageChops.subtract(is_red, is_dull).getbbox()
    assert box is not None
    left, top, right, bottom = (side / SCALE for side in box)
    height = picture.height / SCALE
    return left, height - bottom, right, height - top


@pytest.mark.shows("UX-27")
@pytest.mark.parametrize(
    ("seal", "size_mm"), [(surname_imprint("佐藤"), 10.5), (company_imprint("株式会社割符商事"), 21.0)]
)
def test_the_seal_is_printed_at_its_real_size_in_the_middle_of_its_box(
    working: bytes, plan: SigningPlan, seal: Imprint, size_mm: float
) -> None:
    data = filled(prepare(working, plan), Filling("p1", AGREED, seal.mark))

    left, bottom, right, top = red_extent(data, 2)
    with pikepdf.open(BytesIO(data)) as pdf:
        box = next(
            [float(side) for side in field.Rect] for field in pdf.Root.AcroForm.Fields if field.T == "p1_seal"
        )
    assert (right - left) / MM == pytest.approx(size_mm, abs=0.2)
    assert (top - bottom) / MM == pytest.approx(size_mm, abs=0.2)
    assert (left + right) / 2 == pytest.approx((box[0] + box[2]) / 2, abs=0.5)
    assert (bottom + top) / 2 == pytest.approx((box[1] + box[3]) / 2, abs=0.5)


def test_filling_changes_this_partys_fields_and_nothing_else(working: bytes, plan: SigningPlan) -> None:
    parent = prepare(working, plan)
    data = filled(parent, Filling("p2", AGREED, surname_imprint("髙﨑").mark))

    before, after = objects_of(parent), objects_of(data)
    changed = {key for key in before if after.get(key) != before[key]}
    assert data.startswith(parent)
    with pikepdf.open(BytesIO(parent)) as pdf:
        names = {field.objgen: str(field.T) for field in pdf.Root.AcroForm.Fields}
        names[pdf.trailer.Info.objgen] = "the date of the last change"
    assert {names[key] for key in changed} == {"p2_agreed", "p2_seal", "the date of the last change"}


def test_the_fields_hold_what_they_show(working: bytes, plan: SigningPlan) -> None:
    data = filled(prepare(working, plan), Filling("p2", AGREED, surname_imprint("髙﨑").mark))

    with pikepdf.open(BytesIO(data)) as pdf:
        values = {str(field.T): str(field.V) for field in pdf.Root.AcroForm.Fields if "/V" in field}
    assert values == {"p2_agreed": AGREED, "p2_seal": "髙﨑"}


def test_the_time_of_agreement_is_drawn_inside_its_field(working: bytes, plan: SigningPlan) -> None:
    data = filled(prepare(working, plan), Filling("p3", AGREED, None))

    assert dark_pixels(prepare(working, plan), "p3_agreed") == 0
    assert dark_pixels(data, "p3_agreed") > 500


def dark_pixels(data: bytes, name: str) -> int:
    """Count the dark pixels of page 3 within a field."""
    with pikepdf.open(BytesIO(data)) as pdf:
        left, bottom, right, top = next(
            [float(side) for side in field.Rect] for field in pdf.Root.AcroForm.Fields if name == field.T
        )
        height = float(pdf.pages[2].mediabox[3])
    box = tuple(round(side * SCALE) for side in (left, height - top, right, height - bottom))
    with pypdfium2.PdfDocument(data) as document:
        document.init_forms()
        picture = document[2].render(scale=SCALE, may_draw_forms=True).to_pil().convert("L")
    return sum(picture.crop(box).histogram()[:128])


def test_a_preview_without_a_time_leaves_that_field_blank(working: bytes, plan: SigningPlan) -> None:
    data = filled(prepare(working, plan), Filling("p1", "", surname_imprint("佐藤").mark))

    with pikepdf.open(BytesIO(data)) as pdf:
        assert [str(field.T) for field in pdf.Root.AcroForm.Fields if "/V" in field] == ["p1_seal"]


def test_a_party_without_a_seal_box_cannot_be_sealed(working: bytes, plan: SigningPlan) -> None:
    with pytest.raises(FillingRefused) as refusal:
        filled(prepare(working, plan), Filling("p3", "", surname_imprint("𠮷田").mark))

    assert (refusal.value.code, refusal.value.field) == ("no_such_field", "p3_seal")


def test_a_party_that_has_agreed_cannot_be_filled_again(working: bytes, plan: SigningPlan) -> None:
    once = filled(prepare(working, plan), Filling("p1", AGREED, None))

    with pytest.raises(FillingRefused) as refusal:
        filled(once, Filling("p1", AGREED, None))

    assert (refusal.value.code, refusal.value.field) == ("already_filled", "p1_agreed")


def test_the_thirtieth_party_is_sealed_on_its_own_page(working: bytes, plan: SigningPlan) -> None:
    parties = tuple(SigningParty(f"p{i}", "当事者", "", f"佐藤 {i}郎", imprint=True) for i in range(1, 31))
    data = filled(
        prepare(working, replace(plan, parties=parties)), Filling("p30", AGREED, surname_imprint("佐藤").mark)
    )

    with pypdfium2.PdfDocument(data) as document:
        last = len(document) - 1
    left, _, right, _ = red_extent(data, last)
    assert (right - left) / MM == pytest.approx(10.5, abs=0.2)
