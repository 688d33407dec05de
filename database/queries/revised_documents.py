"""Which document of the round before each document of this round stands for."""

from dataclasses import dataclass

from contracts.signing import FileIdentity
from database.contract import Contract
from database.document import DocumentVersion, VersionDocument
from database.dossiers import identity_of
from database.envelope import names_of


@dataclass(frozen=True, slots=True)
class RevisedDocument:
    """`old` is None for a document that was not there before."""

    name: str
    old: FileIdentity | None
    new: FileIdentity


@dataclass(frozen=True, slots=True)
class RevisedEnvelope:
    """The documents of this round in order; `gone` names those that are not there any more."""

    documents: tuple[RevisedDocument, ...]
    gone: tuple[str, ...]


def revised_envelope(contract: Contract, old: DocumentVersion, new: DocumentVersion) -> RevisedEnvelope:
    """A document is known again by its file's name; an only document stands for the only one before."""
    were = {one.filename: one for one in old.documents}
    documents = list(zip(names_of(contract, new), new.documents, strict=True))
    if len(old.documents) == len(documents) == 1:
        were = {new.filename: old}
    revised = tuple(
        RevisedDocument(name, _working(contract, were.get(one.filename)), identity_of(contract, one.working))
        for name, one in documents
    )
    kept = {id(were.get(one.filename)) for one in new.documents}
    before = zip(names_of(contract, old), old.documents, strict=True)
    return RevisedEnvelope(revised, tuple(name for name, one in before if id(one) not in kept))


def _working(contract: Contract, document: DocumentVersion | VersionDocument | None) -> FileIdentity | None:
    return identity_of(contract, document.working) if document else None
