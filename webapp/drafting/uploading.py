"""Taking the chosen files in, one after the other; a refused one holds up none of the others."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

from werkzeug.datastructures import FileStorage

from adapters.conversion import is_convertible
from adapters.intake import IntakeLimits, RefusalCode, UploadRefused, take_in
from contracts.signing import FileIdentity, Purpose
from database.queries.envelopes import NewDocument, StoredBytes
from database.sessions import Staff
from database.usage import require_room_for_files
from webapp.drafting.chosen import Chosen, Refusal, as_pdf, chosen_in
from webapp.parts import parts

CONVERTING_SECONDS = 120
"""How long one upload may keep LibreOffice busy, which all organisations share (T52)."""


class EnvelopeFull(Exception):
    """More files or bytes than one envelope holds (MK-45, MK-52): too_many_documents or too_heavy."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Taken:
    """What stands in the store now, in the order it was chosen, and what could not be taken."""

    documents: tuple[NewDocument, ...]
    refusals: tuple[Refusal, ...]


def documents_from(
    staff: Staff, files: Sequence[FileStorage], beside: int = 0, beside_bytes: int = 0
) -> Taken:
    """Keep each file as it came and as it is worked with; `beside` documents are in the envelope already.

    Blocks for 20 s a file at most, 90 s for one to be converted. Raises EnvelopeFull or LimitReached before
    anything is kept.
    """
    try:
        chosen = chosen_in(files)
        _require_room(chosen, beside, beside_bytes)
        _require_quota(staff, chosen)
        return _taken(staff, chosen)
    finally:
        for file in files:
            file.close()


def _taken(staff: Staff, chosen: Sequence[Chosen | Refusal]) -> Taken:
    documents: list[NewDocument] = []
    refusals: list[Refusal] = []
    converts_until = monotonic() + CONVERTING_SECONDS
    for one in chosen:
        if isinstance(one, Refusal):
            refusals.append(one)
            continue
        if is_convertible(one.name) and monotonic() > converts_until:
            refusals.append(Refusal(one.name, UploadRefused(RefusalCode.OFFICE_TOO_MANY)))
            continue
        try:
            documents.append(_taken_in(staff, one))
        except UploadRefused as refused:
            refusals.append(Refusal(one.name, refused))
    return Taken(tuple(documents), tuple(refusals))


def _require_room(chosen: Sequence[Chosen | Refusal], beside: int, beside_bytes: int) -> None:
    settings = parts().settings
    files = [one for one in chosen if isinstance(one, Chosen)]
    if beside + len(files) > settings.envelope_files:
        raise EnvelopeFull("too_many_documents")
    if beside_bytes + sum(one.size for one in files) > settings.envelope_mb * 1024 * 1024:
        raise EnvelopeFull("too_heavy")


def _require_quota(staff: Staff, chosen: Sequence[Chosen | Refusal]) -> None:
    """What is refused later counts too: to look at it is work."""
    sizes = [one.size for one in chosen if isinstance(one, Chosen)]
    with parts().database.reading() as session:
        require_room_for_files(session, staff.organization.id, sizes)


def _taken_in(staff: Staff, chosen: Chosen) -> NewDocument:
    settings = parts().settings
    data = chosen.read()
    pdf, told = as_pdf(chosen.name, data)
    intake = take_in(pdf, IntakeLimits(settings.upload_limit, settings.page_limit))
    return NewDocument(
        uploaded=_stored(staff, Purpose.UPLOADED, data),
        working=_stored(staff, Purpose.WORKING, intake.working),
        filename=chosen.name,
        warnings=(*told, *intake.warnings),
        page_count=intake.page_count,
    )


def _stored(staff: Staff, purpose: Purpose, data: bytes) -> StoredBytes:
    digest = hashlib.sha256(data).hexdigest()
    identity = FileIdentity(staff.organization.public_id, str(uuid.uuid4()), purpose, digest)
    parts().files.write(identity, data)
    return StoredBytes(identity, len(data))
