"""締結前の写し: the mark stands upright on every page, and nothing can be taken for a signature."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from adapters.filling.draft_mark import NOTE, WORDS, marked
from adapters.verification import examine
from contracts.verdict import Colour, verdict_of
from tests.evidence.contract import Story, blank
from tests.evidence.test_every_kind import turned


def words_on(page: pypdfium2.PdfPage) -> str:
    return "".join(page.get_textpage().get_text_range().split())


@pytest.mark.shows("MK-91")
@pytest.mark.parametrize("pdf", [blank(3), turned()], ids=["plain", "turned and cropped"])
def test_every_page_bears_the_mark_upright_whatever_way_it_is_turned(pdf: bytes) -> None:
    pages = list(pypdfium2.PdfDocument(marked(pdf)))
    assert len(pages) == len(pypdfium2.PdfDocument(pdf))
    for page in pages:
        words = words_on(page)
        assert "".join(WORDS.split()) in words
        assert NOTE in words
        picture = page.render(scale=1, draw_annots=False).to_pil().convert("L")
        width, height = picture.size
        top = picture.crop((0, 0, width, height // 20))
        assert min(top.get_flattened_data()) < 200
        middle = picture.crop((width // 3, height // 3, 2 * width // 3, 2 * height // 3))
        assert 180 < min(middle.get_flattened_data()) < 255


@pytest.mark.shows("MK-91")
def test_a_marked_copy_of_what_was_signed_shows_the_seals_and_has_no_signature(story: Story) -> None:
    copy = marked(story.revisions[2].pdf)
    assert verdict_of(examine(copy, []), None).colour is Colour.UNSIGNED
    assert b"/ByteRange" not in copy
    with pikepdf.open(BytesIO(copy)) as pdf:
        assert "/AcroForm" not in pdf.Root
    words = "".join(words_on(page) for page in pypdfium2.PdfDocument(copy))
    assert "2026-11-21同意" in words
