"""The parent's side: a PDF goes into a child that may be killed, and words come out."""

from typing import cast

from adapters.bodies.pictures import text_in_picture
from adapters.confinement import ConfinedTaskFailed, FailureCode, Limits, run_confined
from contracts.body_reading import DocumentRead

TASK = "adapters.bodies.confined:read"
LIMITS = Limits(wall_seconds=60, queue_seconds=30)
MOST_PICTURES = 100
"""Pages of one document that are read as pictures: some minutes' work."""


def words_of(pdf: bytes, *, pictures: bool) -> DocumentRead | None:
    """Return what the pages say, with `pictures` also what stands in them; None if the PDF cannot be read.

    Raises ConfinedTaskFailed while no place for a child is free.
    """
    try:
        facts = run_confined(TASK, {}, pdf, LIMITS).facts
    except ConfinedTaskFailed as failure:
        if failure.code is FailureCode.BUSY:
            raise
        return None
    texts, scanned = cast("list[str]", facts["texts"]), cast("list[int]", facts["pictures"])
    unread = 0
    for count, at in enumerate(scanned):
        text = _text_in_picture(pdf, at) if pictures and count < MOST_PICTURES else None
        if text is None:
            unread += 1
        else:
            texts[at] = f"{texts[at]}\n{text}"
    return DocumentRead(tuple(texts), unread, bool(facts["is_cut"]))


def _text_in_picture(pdf: bytes, at: int) -> str | None:
    """A page that is too much for Tesseract stays unread; that no place was free is not its fault."""
    try:
        return text_in_picture(pdf, at)
    except ConfinedTaskFailed as failure:
        if failure.code is FailureCode.BUSY:
            raise
        return None
