"""Drawing with pdfium; runs in the child only."""

import io
import math
from typing import cast

import pypdfium2

from adapters.confinement import Answer

_MOST_PIXELS = 16_000_000
_FASTEST = 1


def draw(question: Answer) -> Answer:
    document = _opened(question.body)
    page_count = len(document)
    pages = cast("list[int]", question.facts["pages"])
    for page in pages:
        if not 0 <= page < page_count:
            return Answer({"no_such_page": page, "page_count": page_count})
    width = cast("int", question.facts["width"])
    pictures = [_png(document, page, width) for page in pages]
    return Answer({"lengths": [len(picture) for picture in pictures]}, b"".join(pictures))


def measure(question: Answer) -> Answer:
    document = _opened(question.body)
    return Answer({"sizes": [list(document.get_page_size(page)) for page in range(len(document))]})


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    return document


def _png(document: pypdfium2.PdfDocument, number: int, width: int) -> bytes:
    page = document[number]
    page_width, page_height = page.get_size()
    scale = min(width / page_width, math.sqrt(_MOST_PIXELS / (page_width * page_height)))
    file = io.BytesIO()
    page.render(scale=scale, may_draw_forms=True).to_pil().save(file, "PNG", compress_level=_FASTEST)
    page.close()
    return file.getvalue()
