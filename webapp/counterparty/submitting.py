"""Keeping a handed-in document: bytes first, then its row, then the act that names it."""

import hashlib
import uuid
from dataclasses import dataclass, field

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.acts import SubmitDocument
from contracts.signing import FileIdentity, Purpose
from database.document import StoredFile, SubmittedFile
from database.engine import now_of
from database.filing import file_stored
from database.party import RequiredDocument
from database.queries.visits import Visit
from webapp.access.asking import Setback
from webapp.counterparty.asking import ask, origin_of
from webapp.counterparty.telling import tell
from webapp.parts import parts

OBJECTS = uuid.UUID("0d6a2a0e-93f5-4c54-8a6b-2a4c1f0f6c11")


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One file for one 必要書類; `key` is the form's, `purpose_version` the 利用目的 that was shown."""

    asked_for: RequiredDocument
    key: str
    filename: str
    data: bytes = field(repr=False)
    purpose_version: str = ""


def hand_in(found: Visit, handed: HandedIn) -> Setback | None:
    """Keep the file and tell the engine; the same form sent twice keeps one file (T66)."""
    identity = stored_bytes(found, handed)
    with parts().database.writing() as session:
        file_row(session, found, handed, identity, "")
    act = SubmitDocument(
        key=identity.object_id,
        origin=origin_of(found),
        party=found.party.public_id,
        round=found.link.round,
        item=handed.asked_for.public_id,
        file=identity.object_id,
        digest=identity.digest,
    )
    return ask(found, act, look_at=url_for("counterparty.documents"))


def stored_bytes(found: Visit, handed: HandedIn) -> FileIdentity:
    """Write the bytes and return what they are called: the same file of the same form is the same object."""
    digest = hashlib.sha256(handed.data).hexdigest()
    name = uuid.uuid5(OBJECTS, f"{handed.asked_for.public_id}|{handed.key}|{digest}")
    purpose = Purpose.IDENTITY if handed.asked_for.is_identity else Purpose.SUBMITTED
    identity = FileIdentity(found.contract.organization.public_id, str(name), purpose, digest)
    parts().files.write(identity, handed.data)
    return identity


def file_row(
    session: Session, found: Visit, handed: HandedIn, identity: FileIdentity, answers: str
) -> SubmittedFile | None:
    """Return the new row, told to the audit log; None if this file is on record already."""
    if session.scalars(select(StoredFile.id).where(StoredFile.public_id == identity.object_id)).first():
        return None
    at, organization = now_of(session), found.contract.organization_id
    stored = file_stored(session, organization, identity, len(handed.data))
    row = SubmittedFile(
        organization_id=organization,
        required_document_id=handed.asked_for.id,
        file_id=stored.id,
        filename=handed.filename,
        created_at=at,
        holder=found.party.holder,
        answers=answers,
    )
    session.add(row)
    facts = {"item": handed.asked_for.public_id, "digest": identity.digest}
    if handed.purpose_version:
        facts["purpose_version"] = handed.purpose_version
    if answers:
        facts["answers"] = answers
    tell(session, found, "document_uploaded", **facts)
    return row
