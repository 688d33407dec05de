"""Drawing with pdfium; runs in the child only."""

import io
import math
import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import cast

import pypdfium2

from adapters.confinement import Answer

MOST_PIXELS = 2_000_000
SECONDS = 3.0
"""After so long no further page is begun: what is drawn is shown."""
QUALITY, EFFORT = 60, 2
DocumentOf = Callable[[int], pypdfium2.PdfDocument]


def draw_confined(question: Answer) -> Answer:
    asked = cast("list[list[int]]", question.facts["asked"])
    pictures = _drawn(question.body, asked, cast("int", question.facts["width"]))
    return Answer({"lengths": [len(one) for one in pictures]}, b"".join(pictures))


def _drawn(pdf: bytes, asked: Sequence[Sequence[int]], width: int) -> list[bytes]:
    @lru_cache(maxsize=4)
    def document_of(length: int) -> pypdfium2.PdfDocument:
        document = pypdfium2.PdfDocument(pdf[:length])
        document.init_forms()
        return document

    until = time.monotonic() + SECONDS
    pictures = []
    for length, page in asked:
        if time.monotonic() > until:
            break
        pictures.append(_picture(document_of, length, page, width))
    return pictures


def _picture(document_of: DocumentOf, length: int, page: int, width: int) -> bytes:
    """Return nothing for a page that is not there or cannot be read at that length."""
    try:
        document = document_of(length)
        return _webp(document, page - 1, width) if page <= len(document) else b""
    except pypdfium2.PdfiumError:
        return b""


def _webp(document: pypdfium2.PdfDocument, number: int, width: int) -> bytes:
    page = document[number]
    page_width, page_height = page.get_size()
    scale = min(width / page_width, math.sqrt(MOST_PIXELS / (page_width * page_height)))
    file = io.BytesIO()
    drawn = page.render(scale=scale, may_draw_forms=True).to_pil()
    drawn.convert("RGB").save(file, "WEBP", quality=QUALITY, method=EFFORT)
    page.close()
    return file.getvalue()
