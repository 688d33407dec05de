"""What came by mail or Slack, as the thread shows it, and the original as a download (MK-44)."""

from dataclasses import dataclass

from flask import Response, abort
from sqlalchemy.orm import Session

from contracts.reviewing import IntakeLimits
from contracts.signing import FileIdentity
from database.audit import Told, append_audit
from database.engine import now_of
from database.queries.intake import MAIL, intakes_of, original_of
from database.queries.reviews import review_seen_by
from database.review_intake import ReviewIntake
from database.reviews import ReviewRequest
from webapp.access.staff import staff, staff_origin
from webapp.parts import parts
from webapp.pdf_answer import pdf_answer
from webapp.review.blueprint import blueprint
from webapp.texts.reviews import files_left_sentence

MESSAGE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Came:
    """`original` names the mail as it came, `left` says why its files are not there."""

    is_mail: bool
    is_verified: bool
    quoted: str
    original: str
    left: str


def came_of(session: Session, review: ReviewRequest, limits: IntakeLimits) -> dict[int | None, Came]:
    """Map lines of the thread to how they came; None is the request itself, the rest was typed here."""
    return {key: _came(row, limits) for key, row in intakes_of(session, review).items()}


@blueprint.get("/reviews/<public_id>/mails/<mail>")
def original_mail(public_id: str, mail: str) -> Response:
    with parts().database.writing() as session:
        review = review_seen_by(session, staff(), public_id) or abort(404)
        row = original_of(session, review, mail) or abort(404)
        stored = row.file or abort(404)
        identity = FileIdentity(
            staff().organization.public_id, stored.public_id, stored.purpose, stored.digest
        )
        facts: dict[str, str | int] = {"sha256": stored.digest, "address": staff_origin().address}
        told = Told("review_mail_downloaded", staff().user.public_id, public_id, facts)
        append_audit(session, review.organization_id, told, now_of(session))
        name = f"{review.number}.eml"
    return pdf_answer(identity, name, inline=False, mimetype=MESSAGE)


def _came(row: ReviewIntake, limits: IntakeLimits) -> Came:
    return Came(
        is_mail=row.way == MAIL,
        is_verified=row.is_verified,
        quoted=row.quoted,
        original=row.public_id if row.file_id else "",
        left=files_left_sentence(row.file_fault, limits) if row.file_fault else "",
    )
