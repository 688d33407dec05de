"""Laying out and writing with WeasyPrint; runs in the child only."""

import io
import json
import logging
from datetime import datetime
from typing import Any, cast

from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration

from adapters.certificates.drawing import parts_of
from adapters.certificates.fetching import OnlyOurFonts
from adapters.certificates.page import page, style
from adapters.confinement import Answer, Json

EMBEDDED_NAME = "certificate.json"
MISSING = ".notdef glyph"


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


def _written(html: str, at: datetime, embedded: bytes) -> bytes:
    fonts, fetcher = FontConfiguration(), OnlyOurFonts()
    sheet = CSS(string=style(), font_config=fonts, url_fetcher=fetcher)
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
