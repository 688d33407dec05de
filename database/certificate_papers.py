"""必要書類 taken back before the agreement: said beside the submission (domain.md C.8 item 5)."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from contracts.certificate import Detail, EventLine, in_jst
from database.document import SubmittedFile
from database.party import Party, RequiredDocument


def taken_back_by(session: Session, party: Party, rounds: Mapping[str, int]) -> list[EventLine]:
    """Return a line for each; `rounds` are those of the submissions on record, by file."""
    query = (
        select(SubmittedFile, RequiredDocument.title)
        .join(RequiredDocument, RequiredDocument.id == SubmittedFile.required_document_id)
        .where(RequiredDocument.party_id == party.id, SubmittedFile.removed_at.is_not(None))
        .options(joinedload(SubmittedFile.file))
    )
    return [
        EventLine(
            at=in_jst(file.removed_at),
            kind="document_taken_back",
            round=rounds[file.file.public_id],
            sequence=0,
            details=(Detail("title", title), Detail("sha256", file.file.digest)),
        )
        for file, title in session.execute(query)
        if file.removed_at is not None and file.file.public_id in rounds
    ]
