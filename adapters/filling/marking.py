"""Laying a mark over every page of a copy that has no signature left; runs in the confined child."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
from pikepdf import Name, Page, Pdf

from adapters.filling.placement import displayed, from_lower_left
from adapters.filling.prepare import open_states, saved

SIDEWAYS = frozenset({90, 270})


def marked_copy(body: bytes, mark: Callable[[float, float], bytes]) -> bytes:
    """Return the copy; `mark` draws one page of the width and height displayed, in points.

    What stands in fields becomes part of the page.
    """
    with pikepdf.open(BytesIO(body)) as pdf:
        pdf.flatten_annotations("print")
        _unsign(pdf)
        marks: dict[tuple[float, float], bytes] = {}
        for page in pdf.pages:
            size = _size(page)
            if size not in marks:
                marks[size] = mark(*size)
            _lay(pdf, page, marks[size])
        return saved(pdf)


def _unsign(pdf: Pdf) -> None:
    """Take away fields, signatures and what only they need; nothing of them is left to be verified."""
    for name in ("/AcroForm", "/Perms", "/DSS"):
        if name in pdf.Root:
            del pdf.Root[name]
    for page in pdf.pages:
        if "/Annots" in page:
            kept = [one for one in page.Annots if one.get("/Subtype") != Name.Widget]
            page.Annots = pikepdf.Array(kept)


def _size(page: Page) -> tuple[float, float]:
    """Return width and height as displayed, in points."""
    left, bottom, right, top = displayed(page)
    width, height = right - left, top - bottom
    return (height, width) if int(page.rotation) % 360 in SIDEWAYS else (width, height)


def _lay(pdf: Pdf, page: Page, mark: bytes) -> None:
    with pikepdf.open(BytesIO(mark)) as overlay:
        form = pdf.copy_foreign(overlay.pages[0].as_form_xobject())
    name = page.add_resource(form, Name.XObject)
    matrix = " ".join(f"{value:.4f}" for value in from_lower_left(page, 0, 0))
    unclosed = open_states(page)
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\n" + b"Q " * (unclosed + 1) + f"q {matrix} cm {name} Do Q\n".encode("ascii"))
