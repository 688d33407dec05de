"""What is really drawn, measured on rendered pixels."""

from io import BytesIO

import pypdfium2
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Pdf

from adapters.imprint import Imprint, ImprintImpossible, company_imprint, surname_imprint
from adapters.imprint.glyph import Face, face, glyph_of

PIXELS = 400


def rendered(seal: Imprint) -> bytes:
    """Return one grey byte per pixel of the seal alone, PIXELS wide."""
    with Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(100, 100)).contents_add(seal.operators)
        stream = BytesIO()
        pdf.save(stream)
    with pypdfium2.PdfDocument(stream.getvalue()) as document:
        return bytes(document[0].render(scale=PIXELS / 100).to_pil().convert("L").tobytes())


def ink_within(pixels: bytes, left: int, top: int, right: int, bottom: int) -> float:
    """Return the dark share of a part, in hundredths of the seal's side."""
    unit = PIXELS // 100
    rows = (
        pixels[y * PIXELS + left * unit : y * PIXELS + right * unit] for y in range(top * unit, bottom * unit)
    )
    dark = sum(value < 160 for row in rows for value in row)
    return dark / ((right - left) * (bottom - top) * unit * unit)


@pytest.mark.shows("UX-26")
@pytest.mark.parametrize("surname", ["髙橋", "﨑山", "德永", "栁田", "濵田", "𠮷田", "綻", "一", "ー"])
def test_each_surname_leaves_ink_inside_the_ring(surname: str) -> None:
    pixels = rendered(surname_imprint(surname))

    assert ink_within(pixels, 20, 12, 80, 88) > 0.05


@pytest.mark.shows("UX-26")
@pytest.mark.parametrize("surname", ["髙橋", "﨑山", "德永", "栁田", "濵田", "𠮷田"])
def test_both_characters_leave_ink(surname: str) -> None:
    pixels = rendered(surname_imprint(surname))

    assert ink_within(pixels, 25, 13, 75, 50) > 0.15
    assert ink_within(pixels, 25, 50, 75, 87) > 0.15


def test_a_company_seal_is_inked_in_every_cell() -> None:
    pixels = rendered(company_imprint("山田商事株式会社"))

    for column in range(3):
        for row in range(3):
            left, top = 7 + column * 29, 7 + row * 29
            assert ink_within(pixels, left, top, left + 28, top + 28) > 0.15


@pytest.mark.shows("UX-26")
def test_a_mapped_but_blank_glyph_counts_as_missing() -> None:
    blank, drawn = TTGlyphPen(None), TTGlyphPen(None)
    for move, point in ((drawn.moveTo, (0, 0)), (drawn.lineTo, (0, 900)), (drawn.lineTo, (900, 0))):
        move(point)
    drawn.closePath()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "uni7DBB", "uni68EE"])
    builder.setupCharacterMap({ord("綻"): "uni7DBB", ord("森"): "uni68EE"})
    builder.setupGlyf({".notdef": blank.glyph(), "uni7DBB": blank.glyph(), "uni68EE": drawn.glyph()})
    builder.setupHorizontalMetrics(dict.fromkeys((".notdef", "uni7DBB", "uni68EE"), (1000, 0)))
    builder.setupHorizontalHeader()
    builder.setupPost()
    stream = BytesIO()
    builder.save(stream)

    brush = Face(stream.getvalue())

    assert brush.glyph("綻", "vertical") is None
    assert brush.glyph("森", "vertical") is not None


def test_a_kanji_that_the_serif_lacks_is_drawn_with_the_sans() -> None:
    assert face("serif-bold").glyph("朌", "vertical") is None
    assert glyph_of("朌") == face("sans-bold").glyph("朌", "vertical")


@pytest.mark.shows("UX-26")
def test_a_seal_that_would_be_blank_is_refused_by_the_character() -> None:
    with pytest.raises(ImprintImpossible) as refusal:
        surname_imprint("김田")

    assert (refusal.value.code, refusal.value.facts) == ("blank_glyph", {"character": "김"})


@pytest.mark.parametrize("mark", ["ー", "〜", "（", "－", "＝"])
def test_long_vowels_and_brackets_stand_upright_in_a_column(mark: str) -> None:
    lying, standing = glyph_of(mark, "horizontal").bounds, glyph_of(mark, "vertical").bounds

    def is_tall(bounds: tuple[float, float, float, float]) -> bool:
        return bounds[3] - bounds[1] > bounds[2] - bounds[0]

    assert is_tall(lying) != is_tall(standing)
