import io

import pytest
from pikepdf import Array
from PIL import Image

from adapters.confinement import ConfinedTaskFailed
from adapters.pictures import NoSuchPage, PageSize, page_picture, page_pictures, page_sizes
from tests.intake import makers
from tests.intake.reading import ink


def image_of(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png), formats=["PNG"])


def test_a_page_picture_is_a_png_of_the_width_asked_for() -> None:
    image = image_of(page_picture(makers.paper(page_size=(400, 600)), 0, 1000))
    assert image.size == (1000, 1500)
    assert ink(image.convert("L")) > 100


def test_a_filled_field_is_in_the_picture() -> None:
    assert ink(image_of(page_picture(makers.form("TARO", drawn=True), 0, 600)).convert("L")) > 100


def test_several_pages_come_from_one_child_in_order() -> None:
    pdf = makers.paper("一", "二二二二二二", "三")
    assert page_pictures(pdf, (1, 0), 200) == (page_picture(pdf, 1, 200), page_picture(pdf, 0, 200))


@pytest.mark.shows("T41")
def test_a_picture_never_exceeds_sixteen_megapixels() -> None:
    image = image_of(page_picture(makers.paper(page_size=(40, 3300)), 0, 4000))
    assert image.width * image.height <= 16_100_000


def test_a_page_that_is_not_there_is_named() -> None:
    with pytest.raises(NoSuchPage) as missing:
        page_picture(makers.paper(), 1)
    assert (missing.value.page, missing.value.page_count) == (1, 1)


def test_bytes_that_are_no_pdf_give_no_picture() -> None:
    with pytest.raises(ConfinedTaskFailed):
        page_picture(b"not a PDF", 0)


def test_sizes_are_those_of_the_page_as_displayed() -> None:
    pdf = makers.changed(makers.paper("一", "二", page_size=(400, 600)))
    pdf.pages[0].obj["/Rotate"] = 90
    pdf.pages[1].obj["/CropBox"] = Array([100, 100, 300, 500])
    assert page_sizes(makers.saved(pdf)) == (PageSize(600, 400), PageSize(200, 400))
