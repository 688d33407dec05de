"""Laying out and writing with WeasyPrint; runs in the child only."""

import io
import json
import logging
import zlib
from datetime import datetime
from functools import cache
from typing import Any, cast

from weasyprint import CSS, HTML, Attachment
from weasyprint.pdf import pydyf
from weasyprint.text.fonts import FontConfiguration

from adapters.certificates.drawing import parts_of
from adapters.certificates.fetching import OnlyOurFonts
from adapters.certificates.page import page, prepare_templates, style
from adapters.confinement import Answer, Json

EMBEDDED_NAME = "certificate.json"
MISSING = ".notdef glyph"
PACKING_LEVEL = 6


class _Complaints(logging.Handler):
    """Keeps what WeasyPrint says of characters that no font could draw."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.missing: list[Json] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if MISSING in message:
            self.missing.append(message)


def draw(question: Answer) -> Answer:
    """Draw every copy asked for; the answer says where each ends."""
    answers = [_copy(embedded) for embedded in parts_of(question)]
    sizes: list[Json] = [len(answer.body) for answer in answers]
    missing = [complaint for answer in answers for complaint in cast("list[Json]", answer.facts["missing"])]
    return Answer({"missing": missing, "sizes": sizes}, b"".join(answer.body for answer in answers))


class _Packing:
    """zlib as pydyf uses it, at a level that takes a third of the time for 1 % more bytes."""

    @staticmethod
    def compressobj(level: int) -> object:
        return zlib.compressobj(min(level, PACKING_LEVEL))


pydyf.zlib = _Packing


def warm_up() -> None:
    """Load all that drawing needs before the first question: one page is drawn and thrown away."""
    prepare_templates()
    drawn("<title>割符</title><p>合意<strong>証明書</strong>", "2026-01-01T00:00:00+09:00", b"{}")


def _copy(embedded: bytes) -> Answer:
    facts = json.loads(embedded)
    return drawn(page(facts), facts["issued_at"], embedded)


def drawn(html: str, issued_at: str, embedded: bytes) -> Answer:
    """Return the PDF of any page, and the complaints about characters without a glyph."""
    complaints, log = _Complaints(), logging.getLogger("weasyprint")
    log.addHandler(complaints)
    try:
        pdf = _written(html, datetime.fromisoformat(issued_at), embedded)
    finally:
        log.removeHandler(complaints)
    return Answer({"missing": complaints.missing}, pdf)


@cache
def _typeface() -> tuple[FontConfiguration, CSS]:
    """One for the life of the process: a child forked from a standby finds it made."""
    fonts = FontConfiguration()
    return fonts, CSS(string=style(), font_config=fonts, url_fetcher=OnlyOurFonts())


def _written(html: str, at: datetime, embedded: bytes) -> bytes:
    (fonts, sheet), fetcher = _typeface(), OnlyOurFonts()
    document = HTML(string=html, base_url=None, url_fetcher=fetcher)
    attachment = Attachment(
        file_obj=io.BytesIO(embedded),
        name=EMBEDDED_NAME,
        description="合意証明書の内容（JSON）",
        created=at,
        modified=at,
        relationship="Data",
        url_fetcher=fetcher,
    )
    pdf: bytes = document.write_pdf(
        stylesheets=[sheet],
        font_config=fonts,
        attachments=[attachment],
        pdf_variant="pdf/a-3b",
        pdf_tags=True,
        finisher=_associate_once,
    )
    return pdf


def _associate_once(_document: object, pdf: Any) -> None:  # noqa: ANN401 -- pydyf is untyped
    """WeasyPrint 70 lists each attachment twice among the associated files."""
    pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])
