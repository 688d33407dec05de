"""The margin where the certificate's id will stand on page 1 (GM-22)."""

import io

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from adapters.intake import IntakeWarning, take_in
from adapters.intake.confined.margin import is_id_place_taken

A4 = (595, 842)


def a_page(x: float, y: float, *, ground: bool = False) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=True)
    if ground:
        canvas.setFillGray(0.6)
        canvas.rect(0, 0, *A4, fill=1, stroke=0)
        canvas.setFillGray(0)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(x, y, "footer of the form 12-345")
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def turned(pdf: bytes, rotation: int, crop: list[float]) -> bytes:
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.pages[0].obj.Rotate = rotation
        opened.pages[0].obj.CropBox = pikepdf.Array(crop)
        opened.save(file)
    return file.getvalue()


@pytest.mark.shows("GM-22")
def test_the_sender_is_told_when_the_place_of_the_id_is_taken() -> None:
    assert IntakeWarning.ID_PLACE_TAKEN in take_in(a_page(60, 14)).warnings
    assert IntakeWarning.ID_PLACE_TAKEN not in take_in(a_page(60, 60)).warnings


@pytest.mark.shows("GM-22")
def test_what_counts_is_the_page_as_it_is_displayed() -> None:
    assert is_id_place_taken(turned(a_page(140, 162), 0, [100, 150, 500, 700]))
    assert not is_id_place_taken(turned(a_page(60, 14), 0, [100, 150, 500, 700]))
    assert not is_id_place_taken(turned(a_page(60, 14), 180, [0, 0, *A4]))
    assert is_id_place_taken(turned(a_page(450, 820), 180, [0, 0, *A4]))
    assert not is_id_place_taken(a_page(60, 60, ground=True))
