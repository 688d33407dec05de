"""How a contract came here that was concluded elsewhere (LW-29, MK-25)."""

from sqlalchemy.orm import Session

from database.contract import Contract
from database.imports import ImportedDocument, ImportStamp


def imported_document(session: Session, contract: Contract) -> ImportedDocument | None:
    return session.get(ImportedDocument, contract.id)


def import_stamp(session: Session, contract: Contract) -> ImportStamp | None:
    return session.get(ImportStamp, contract.id)
