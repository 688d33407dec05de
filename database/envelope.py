"""The documents of one envelope by name; an only document bears the envelope's own (GM-15)."""

from pathlib import PurePath

from database.contract import Contract
from database.document import DocumentVersion


def names_of(contract: Contract, version: DocumentVersion) -> list[str]:
    """Return what each document is called, without a file's ending."""
    documents = version.documents
    if len(documents) == 1:
        return [contract.title]
    return [PurePath(one.filename).stem or f"文書{at}" for at, one in enumerate(documents, 1)]


def printed_titles(contract: Contract, version: DocumentVersion) -> list[str]:
    """Return what stands on each 署名欄: with the envelope's name where there are several."""
    names = names_of(contract, version)
    if len(names) == 1:
        return names
    return [f"{name}（{contract.title}　{at}／{len(names)}）" for at, name in enumerate(names, 1)]
