import ctypes
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pypdfium2 import raw

from adapters.filling import SigningPlan, prepare

SAMPLES = Path(__file__).parents[3] / "shared" / "pdf-samples" / "japanese"


def shaped(working: bytes, rotation: int, media: list[float], crop: list[float] | None) -> bytes:
    stream = BytesIO()
    with pikepdf.open(BytesIO(working)) as pdf:
        page = pdf.pages[0].obj
        page.MediaBox = pikepdf.Array(media)
        if crop:
            page.CropBox = pikepdf.Array(crop)
        if rotation:
            # The page tree hands /Rotate down to its pages.
            pdf.Root.Pages.Rotate = rotation
        pdf.save(stream)
    return stream.getvalue()


def shown_box(document: pypdfium2.PdfDocument, text: str) -> tuple[float, float, float, float]:
    """Return where the text stands on page 1 as displayed: left, bottom, right, top in points."""
    page = document[0]
    letters = page.get_textpage()
    found = letters.search(text).get_next()
    assert found is not None
    width, height = page.get_size()
    corners = [
        corner for i in range(found[0], found[0] + found[1]) for corner in in_pairs(letters.get_charbox(i))
    ]
    places = [on_display(page, x, y, width, height) for x, y in corners]
    across, down = [x for x, _ in places], [y for _, y in places]
    return min(across), height - max(down), max(across), height - min(down)


def in_pairs(box: tuple[float, float, float, float]) -> tuple[tuple[float, float], tuple[float, float]]:
    return (box[0], box[1]), (box[2], box[3])


def on_display(
    page: pypdfium2.PdfPage, x: float, y: float, width: float, height: float
) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(
        page, 0, 0, round(width * 10), round(height * 10), 0, x, y, ctypes.byref(across), ctypes.byref(down)
    )
    return across.value / 10, down.value / 10


@pytest.mark.shows("GM-22")
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize(
    ("media", "crop"),
    [
        ([0, 0, 595, 842], None),
        ([0, 0, 595, 842], [100, 150, 500, 700]),
        ([-200, -300, 395, 542], [-250, -100, 300, 400]),
        ([0, 0, 1191, 842], None),
    ],
)
def test_the_id_stands_at_the_lower_left_of_page_1_as_displayed(
    working: bytes, plan: SigningPlan, rotation: int, media: list[float], crop: list[float] | None
) -> None:
    prepared = prepare(shaped(working, rotation, media, crop), plan)

    with pypdfium2.PdfDocument(prepared) as document:
        left, bottom, right, top = shown_box(document, f"合意証明書ID: {plan.certificate_id}")

    assert left == pytest.approx(21, abs=2)
    assert bottom == pytest.approx(13, abs=2)
    assert 100 < right - left < 220
    assert 3 < top - bottom < 10


@pytest.mark.shows("GM-22")
def test_the_id_is_on_page_1_only_and_can_be_copied(working: bytes, plan: SigningPlan) -> None:
    with pypdfium2.PdfDocument(prepare(working, plan)) as document:
        line = f"合意証明書ID: {plan.certificate_id}"
        found = [line in page.get_textpage().get_text_range() for page in document]

    assert found == [True, False, False]


@pytest.mark.shows("GM-22")
def test_a_page_that_leaves_its_state_open_does_not_displace_the_id(
    working: bytes, plan: SigningPlan
) -> None:
    stream = BytesIO()
    with pikepdf.open(BytesIO(working)) as pdf:
        pdf.pages[0].contents_add(b"q q 3 0 0 3 200 200 cm\n")
        pdf.save(stream)

    with pypdfium2.PdfDocument(prepare(stream.getvalue(), plan)) as document:
        left, bottom, _, _ = shown_box(document, plan.certificate_id)

    assert left == pytest.approx(70, abs=15)
    assert bottom == pytest.approx(13, abs=2)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not here")
@pytest.mark.parametrize("sample", ["libpdf__genko_oc_shiryo1.pdf", "pdfjs__noembed-sjis.pdf"])
def test_found_documents_can_be_prepared(sample: str, plan: SigningPlan) -> None:
    stream = BytesIO()
    with pikepdf.open(SAMPLES / sample) as pdf:
        pages = len(pdf.pages)
        if "/AcroForm" in pdf.Root:
            del pdf.Root.AcroForm
        pdf.save(stream)

    with pypdfium2.PdfDocument(prepare(stream.getvalue(), plan)) as document:
        assert len(document) == pages + 1
        assert plan.certificate_id in document[0].get_textpage().get_text_range()
