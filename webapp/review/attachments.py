"""Files of a request: within the limits, kept as they came, handed out as downloads alone (MK-45)."""

import hashlib
import uuid
from collections.abc import Sequence
from typing import Any

from flask import Response, abort
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from contracts.policies import LimitReached
from contracts.reviewing import IntakeLimits, intake_fault
from contracts.signing import FileIdentity, Purpose
from database.audit import Told, append_audit
from database.engine import now_of
from database.queries.preferences import preferences_of
from database.queries.reviews import review_file, review_seen_by
from database.review_desk import Attached
from database.usage import require_room_for_files
from webapp.access.staff import staff, staff_origin
from webapp.drafting.chosen import bare_name, size_of
from webapp.parts import parts
from webapp.pdf_answer import pdf_answer
from webapp.review.blueprint import blueprint
from webapp.texts.refusals import sentence_for
from webapp.texts.reviews import intake_sentence

BYTES = "application/octet-stream"


def intake_limits(session: Session) -> IntakeLimits:
    kept = preferences_of(session, staff().organization.id)
    return IntakeLimits(kept.review_files, kept.review_file_mb, kept.review_total_mb)


def chosen(field: Any) -> list[FileStorage]:  # noqa: ANN401 -- a field of WTForms, which is untyped
    return [file for file in field.data or () if file]


def is_within(field: Any, limits: IntakeLimits) -> bool:  # noqa: ANN401 -- a field of WTForms, which is untyped
    """Say whether the files may be taken; what is wrong with them stands beside the field."""
    files = chosen(field)
    sizes = [size_of(file) for file in files]
    fault = intake_fault(limits, [bare_name(file.filename or "") for file in files], sizes)
    if fault:
        field.errors = [intake_sentence(fault, limits)]
        return False
    return _is_within_quota(field, sizes)


def _is_within_quota(field: Any, sizes: Sequence[int]) -> bool:  # noqa: ANN401 -- as above
    try:
        with parts().database.reading() as session:
            require_room_for_files(session, staff().organization.id, sizes)
    except LimitReached as reached:
        field.errors = [sentence_for(reached)]
        return False
    return True


def kept(field: Any) -> Sequence[Attached]:  # noqa: ANN401 -- a field of WTForms, which is untyped
    """Write the files to the store, each under its own identity."""
    return [_kept(file) for file in chosen(field)]


@blueprint.get("/reviews/<public_id>/files/<file>")
def attachment(public_id: str, file: str) -> Response:
    with parts().database.writing() as session:
        review = review_seen_by(session, staff(), public_id) or abort(404)
        row = review_file(session, review, file) or abort(404)
        stored = row.file
        identity = FileIdentity(
            staff().organization.public_id, stored.public_id, stored.purpose, stored.digest
        )
        facts: dict[str, str | int] = {"sha256": stored.digest, "address": staff_origin().address}
        told = Told("review_file_downloaded", staff().user.public_id, public_id, facts)
        append_audit(session, review.organization_id, told, now_of(session))
        name = row.filename
    return pdf_answer(identity, name, inline=False, mimetype=BYTES)


def _kept(file: FileStorage) -> Attached:
    with file.stream as stream:
        data = stream.read()
    digest = hashlib.sha256(data).hexdigest()
    identity = FileIdentity(staff().organization.public_id, str(uuid.uuid4()), Purpose.ATTACHED, digest)
    parts().files.write(identity, data)
    return Attached(identity, len(data), bare_name(file.filename or ""))
