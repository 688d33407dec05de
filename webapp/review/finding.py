"""What a page of this audience is about; what may not be seen is 404."""

from dataclasses import dataclass

from flask import abort
from sqlalchemy.orm import Session

from contracts.signing import FileIdentity
from database.contract import Contract
from database.document import DocumentVersion
from database.dossiers import identity_of
from database.envelope import names_of
from database.queries.downloads import version_numbered
from webapp.access.finding import contract_or_404
from webapp.drafting import loaded


@dataclass(frozen=True, slots=True)
class Found:
    """A version, with what each of its documents is called and where its bytes are."""

    contract: Contract
    version: DocumentVersion
    names: tuple[str, ...]
    files: tuple[FileIdentity, ...]


def version_or_404(session: Session, public_id: str, number: int) -> Found:
    contract = contract_or_404(session, public_id)
    found = version_numbered(session, contract, number) or abort(404)
    files = tuple(identity_of(contract, one.working) for one in loaded(found).documents)
    return Found(contract, found, tuple(names_of(contract, found)), files)
