"""The document as the viewer is handed it: addresses of the exact bytes and of their pictures."""

from dataclasses import dataclass

from flask import url_for
from sqlalchemy.orm import Session

from adapters.confinement import ConfinedTaskFailed
from database.contract import Contract
from database.queries.downloads import document_shown
from webapp.parts import parts
from webapp.pdf_answer import page_count


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """`digest` is the SHA-256 of what is shown."""

    pdf_url: str
    picture_urls: tuple[str, ...]
    digest: str


def shown_document(session: Session, contract: Contract) -> ShownDocument | None:
    """Return the document as it stands, under addresses that change with its bytes."""
    identity = document_shown(session, contract)
    if identity is None:
        return None
    try:
        pages = page_count(parts().files, identity)
    except ConfinedTaskFailed:
        pages = 0
    here, mark = contract.public_id, identity.digest[:12]
    return ShownDocument(
        pdf_url=url_for("management.document", public_id=here, v=mark),
        picture_urls=tuple(
            url_for("management.picture", public_id=here, page=page, v=mark) for page in range(1, pages + 1)
        ),
        digest=identity.digest,
    )
