"""Reading pages with pdfium, and their pictures with Tesseract; runs in the child only."""

import io
import os
import re
import subprocess
from typing import Any, cast

import pypdfium2
from pypdfium2 import raw

from adapters.confinement import Answer, Json

MOST_CHARACTERS = 2_000_000
FEW_LETTERS = 20
"""A page with fewer beside a picture that fills half of it is a scan, whatever was stamped on it."""
LONGEST_SIDE = 3500
DOTS_PER_INCH = 300
POINTS_PER_INCH = 72
ENVIRONMENT = {"PATH": os.defpath, "LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}
OPTIONS = ("-", "-", "-l", "jpn", "--dpi", str(DOTS_PER_INCH))
_JOINED = re.compile("\ufffe\\s*")


def read(question: Answer) -> Answer:
    """Return the text of every page, and which pages, from 0, are pictures."""
    document = pypdfium2.PdfDocument(question.body)
    texts: list[Json] = []
    pictures: list[Json] = []
    left = MOST_CHARACTERS
    for at, page in enumerate(document):
        text = _JOINED.sub("", page.get_textpage().get_text_range()).replace("\r\n", "\n")[:left]
        left -= len(text)
        texts.append(text)
        if sum(map(str.isalnum, text)) < FEW_LETTERS and _is_picture(page):
            pictures.append(at)
        page.close()
    return Answer({"texts": texts, "pictures": pictures, "is_cut": left <= 0})


def read_picture(question: Answer) -> Answer:
    """Return what Tesseract reads on the page of this number, counted from 0."""
    page = pypdfium2.PdfDocument(question.body)[cast("int", question.facts["page"])]
    longest = max(page.get_width(), page.get_height(), 1.0)
    scale = min(DOTS_PER_INCH / POINTS_PER_INCH, LONGEST_SIDE / longest)
    png = io.BytesIO()
    page.render(scale=scale, grayscale=True).to_pil().save(png, "PNG")
    read_out = subprocess.run(  # noqa: S603 -- a fixed program, fixed options, the picture on its input
        ["tesseract", *OPTIONS],  # noqa: S607 -- found on the child's own PATH
        input=png.getvalue(),
        env=ENVIRONMENT,
        capture_output=True,
        check=False,
    )
    if read_out.returncode != 0:
        return Answer({"text": None})
    return Answer({"text": read_out.stdout.decode("utf-8", "replace")[:MOST_CHARACTERS]})


def _is_picture(page: Any) -> bool:  # noqa: ANN401 -- pypdfium2 names no types
    whole = page.get_width() * page.get_height()
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = one.get_bounds()
        if (right - left) * (top - bottom) > whole / 2:
            return True
    return False
