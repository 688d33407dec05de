"""Taking an upload in and keeping it as a version."""

import hashlib
import uuid
from dataclasses import dataclass
from pathlib import PurePosixPath

from sqlalchemy import select

from adapters.intake import Intake, IntakeLimits, take_in
from contracts.signing import FileIdentity, Purpose
from database.audit import Told, append_audit
from database.contract import Contract
from database.document import DocumentVersion
from database.engine import now_of
from database.queries.versions import NewVersion, StoredBytes, file_version
from database.sessions import Staff
from webapp.parts import parts

LONGEST_FILENAME = 300


@dataclass(frozen=True, slots=True)
class Upload:
    """`note` says why this version was made; the first one has none."""

    filename: str
    data: bytes
    note: str = ""


def keep_upload(staff: Staff, contract_public_id: str, upload: Upload) -> DocumentVersion:
    """Keep the file as it came and as it is worked with; in a draft it replaces the one before.

    Blocks for 20 s at most. Raises adapters.intake.UploadRefused, and then nothing is kept. The caller has
    checked that the contract may be changed by `staff`.
    """
    settings = parts().settings
    intake = take_in(upload.data, IntakeLimits(settings.upload_limit, settings.page_limit))
    new = NewVersion(
        uploaded=_stored(staff, Purpose.UPLOADED, upload.data),
        working=_stored(staff, Purpose.WORKING, intake.working),
        filename=_bare_name(upload.filename),
        note=upload.note,
        warnings=tuple(intake.warnings),
        page_count=intake.page_count,
    )
    return _filed(staff, contract_public_id, new, intake)


def _stored(staff: Staff, purpose: Purpose, data: bytes) -> StoredBytes:
    digest = hashlib.sha256(data).hexdigest()
    identity = FileIdentity(staff.organization.public_id, str(uuid.uuid4()), purpose, digest)
    parts().files.write(identity, data)
    return StoredBytes(identity, len(data))


def _filed(staff: Staff, contract_public_id: str, new: NewVersion, intake: Intake) -> DocumentVersion:
    with parts().database.writing() as session:
        contract = session.scalars(select(Contract).where(Contract.public_id == contract_public_id)).one()
        version = file_version(session, contract, staff.user, new)
        contract.changed_at = now_of(session)
        facts: dict[str, str | int] = {"version": version.number, "sha256": intake.uploaded_digest}
        told = Told("document_uploaded", staff.user.public_id, contract.public_id, facts)
        append_audit(session, contract.organization_id, told, now_of(session))
        session.refresh(version, ["uploaded", "working"])
        return version


def _bare_name(filename: str) -> str:
    """Return the last part of whatever path a browser sends, without control characters."""
    bare = PurePosixPath(filename.replace("\\", "/")).name
    return "".join(character for character in bare if character.isprintable())[-LONGEST_FILENAME:]
