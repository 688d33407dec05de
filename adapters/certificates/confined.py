"""Setting and writing a copy; runs in the child only."""

import json
from datetime import datetime
from typing import cast

from adapters.certificates.drawing import parts_of
from adapters.certificates.page import page, prepare_templates
from adapters.confinement import Answer, Json
from adapters.paper import Attached, prepare_faces, printed

EMBEDDED_NAME = "certificate.json"


def draw(question: Answer) -> Answer:
    """Draw every copy asked for; the answer says where each ends."""
    answers = [_copy(embedded) for embedded in parts_of(question)]
    sizes: list[Json] = [len(answer.body) for answer in answers]
    missing = [complaint for answer in answers for complaint in cast("list[Json]", answer.facts["missing"])]
    return Answer({"missing": missing, "sizes": sizes}, b"".join(answer.body for answer in answers))


def warm_up() -> None:
    """Load all that drawing needs before the first question."""
    prepare_templates()
    prepare_faces()


def _copy(embedded: bytes) -> Answer:
    facts = json.loads(embedded)
    return drawn(page(facts), facts["issued_at"], embedded)


def drawn(html: str, issued_at: str, embedded: bytes) -> Answer:
    """Return the PDF of any page of ours, and the characters without a glyph."""
    attached = Attached(EMBEDDED_NAME, "合意証明書の内容（JSON）", "application/json", embedded)
    made = printed(html, datetime.fromisoformat(issued_at), attached)
    missing: list[Json] = [*made.missing]
    return Answer({"missing": missing}, made.pdf)
