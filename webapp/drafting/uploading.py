"""Taking the chosen files in, one after the other; a refused one holds up none of the others."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from werkzeug.datastructures import FileStorage

from adapters.intake import IntakeLimits, UploadRefused, take_in
from contracts.envelope import LARGEST_BYTES, MOST_DOCUMENTS
from contracts.signing import FileIdentity, Purpose
from database.queries.envelopes import NewDocument, StoredBytes
from database.sessions import Staff
from webapp.parts import parts

LONGEST_FILENAME = 300


class EnvelopeFull(Exception):
    """More files or bytes than one envelope holds (MK-52); `code` is too_many_documents or too_heavy."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Refusal:
    filename: str
    why: UploadRefused


@dataclass(frozen=True, slots=True)
class Taken:
    """What stands in the store now, in the order it was chosen, and what could not be taken."""

    documents: tuple[NewDocument, ...]
    refusals: tuple[Refusal, ...]


def documents_from(
    staff: Staff, files: Sequence[FileStorage], beside: int = 0, beside_bytes: int = 0
) -> Taken:
    """Keep each file as it came and as it is worked with; `beside` documents are in the envelope already.

    Blocks for 20 s a file at most. Raises EnvelopeFull before anything is kept.
    """
    if beside + len(files) > MOST_DOCUMENTS:
        raise EnvelopeFull("too_many_documents")
    if beside_bytes + sum(map(_size_of, files)) > LARGEST_BYTES:
        raise EnvelopeFull("too_heavy")
    documents: list[NewDocument] = []
    refusals: list[Refusal] = []
    for file in files:
        name = _bare_name(file.filename or "")
        try:
            documents.append(_taken_in(staff, name, file))
        except UploadRefused as refused:
            refusals.append(Refusal(name, refused))
    return Taken(tuple(documents), tuple(refusals))


def _taken_in(staff: Staff, name: str, file: FileStorage) -> NewDocument:
    settings = parts().settings
    with file.stream as stream:
        data = stream.read()
    intake = take_in(data, IntakeLimits(settings.upload_limit, settings.page_limit))
    return NewDocument(
        uploaded=_stored(staff, Purpose.UPLOADED, data),
        working=_stored(staff, Purpose.WORKING, intake.working),
        filename=name,
        warnings=tuple(intake.warnings),
        page_count=intake.page_count,
    )


def _stored(staff: Staff, purpose: Purpose, data: bytes) -> StoredBytes:
    digest = hashlib.sha256(data).hexdigest()
    identity = FileIdentity(staff.organization.public_id, str(uuid.uuid4()), purpose, digest)
    parts().files.write(identity, data)
    return StoredBytes(identity, len(data))


def _size_of(file: FileStorage) -> int:
    size = file.stream.seek(0, 2)
    file.stream.seek(0)
    return size


def _bare_name(filename: str) -> str:
    """Return the last part of whatever path a browser sends, without control characters."""
    bare = PurePosixPath(filename.replace("\\", "/")).name
    return "".join(character for character in bare if character.isprintable())[-LONGEST_FILENAME:]
