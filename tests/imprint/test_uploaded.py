"""印影をアップロード: the paper goes, the ink stays, in 朱色, and stands in the PDF."""

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image, ImageDraw
from pyhanko.sign.signers import SimpleSigner

from adapters.confinement import standing_by
from adapters.filling import CREATION_SIGNATURE, FINAL_SIGNATURE, SigningPlan, prepare, signature_field
from adapters.pictures.seals import VERMILION, SealRefused, lifted_seal
from contracts.signing import Filling, ImprintMark
from tests.filling.conftest import plan, signer, working
from tests.filling.test_signed import signed, verdicts

__all__ = ["plan", "signer", "working"]
GREY_PAPER = (222, 216, 205)


def pressed(ink: tuple[int, int, int] = (190, 60, 55), paper: tuple[int, int, int] = GREY_PAPER) -> bytes:
    """Return a photograph of a round seal, off the middle, on paper that is not quite white."""
    picture = Image.new("RGB", (800, 600), paper)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((450, 100, 750, 400), outline=ink, width=18)
    draw.rectangle((560, 180, 640, 320), fill=ink)
    file = BytesIO()
    picture.save(file, "JPEG", quality=85)
    return file.getvalue()


@pytest.mark.shows("CS-23")
@pytest.mark.parametrize("ink", [(190, 60, 55), (40, 40, 45)], ids=["vermilion", "a black copy"])
def test_the_paper_becomes_transparent_and_the_ink_vermilion(ink: tuple[int, int, int]) -> None:
    seal = Image.open(BytesIO(lifted_seal(pressed(ink))))
    assert seal.mode == "RGBA"
    assert seal.width == seal.height
    side = seal.width
    assert seal.getpixel((1, 1))[3] == 0  # type: ignore[index]  # an RGBA pixel is a tuple of four
    assert seal.getpixel((side // 2, side // 2)) == (*VERMILION, 255)
    assert seal.getpixel((side // 2, side // 8))[3] == 0  # type: ignore[index]  # between ring and bar
    assert seal.getpixel((side // 2, 5))[3] > 200  # type: ignore[index]  # the ring touches the edge


def blank(size: tuple[int, int]) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, "white").save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (blank((800, 800)), "no_seal_found"),
        (blank((299, 800)), "too_small"),
        (b"%PDF-1.7", "not_a_picture"),
        (pressed()[:2000], "damaged"),
    ],
)
def test_what_holds_no_seal_is_refused_with_its_reason(data: bytes, code: str) -> None:
    with pytest.raises(SealRefused) as refused:
        lifted_seal(data)
    assert refused.value.code == code


@pytest.mark.shows("CS-23", "CS-26")
def test_an_uploaded_seal_stands_in_the_signed_pdf_and_breaks_no_signature(
    working: bytes,
    plan: SigningPlan,
    signer: SimpleSigner,
) -> None:
    mark = ImprintMark("", b"", 21.0, lifted_seal(pressed()))
    data = signed(prepare(working, plan), signer, CREATION_SIGNATURE)
    plain = reds(data)
    for key, seal in (("p1", mark), ("p2", mark), ("p3", None)):
        data = signed(data, signer, signature_field(key), Filling(key, "同意", seal))
    data = signed(data, signer, FINAL_SIGNATURE)
    assert all(verdicts(data).values())
    assert reds(data) - plain > 1000


def reds(data: bytes) -> int:
    """Count the vermilion pixels of the last page at 72 dpi."""
    with pypdfium2.PdfDocument(data) as document:
        document.init_forms()
        page = document[len(document) - 1].render(may_draw_forms=True).to_pil().convert("RGB")
    return sum(
        count
        for count, (red, green, blue) in page.getcolors(1_000_000)
        if red > 150 and green < 90 and blue < 90
    )


def test_half_a_picture_is_refused_whatever_its_standby_has_loaded() -> None:
    whole = pressed()
    with standing_by("weasyprint") as ready:
        assert ready.wait(60)
        with pytest.raises(SealRefused) as refused:
            lifted_seal(whole[: len(whole) // 2])
    assert refused.value.code == "damaged"
