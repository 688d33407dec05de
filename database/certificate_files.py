"""What a certificate says of each file of one document (domain.md C.8, item 2)."""

from contracts.certificate import FileFacts, FileRole, SignedFile
from database.document import DocumentVersion, StoredFile, VersionDocument


def file_facts(
    position: int,
    document: DocumentVersion | VersionDocument,
    sent: StoredFile,
    final: StoredFile,
    signed: SignedFile,
) -> tuple[FileFacts, ...]:
    """Return uploaded, sent and concluded; the signing pages are in the sent file, signing adds none."""
    uploaded, name, pages = document.uploaded, document.filename, signed.pages
    return (
        FileFacts(FileRole.UPLOADED, name, document.page_count, uploaded.size, uploaded.digest, position),
        FileFacts(FileRole.SENT, name, pages, sent.size, sent.digest, position),
        FileFacts(FileRole.CONCLUDED, name, pages, final.size, final.digest, position),
    )
