"""The documents as the viewer is handed them: the open one's exact bytes and pictures, and tabs for all."""

from dataclasses import dataclass

from flask import request, url_for
from sqlalchemy.orm import Session

from adapters.confinement import ConfinedTaskFailed
from database.contract import Contract
from database.queries.downloads import documents_shown
from webapp.parts import parts
from webapp.pdf_answer import page_count
from webapp.tabs import Tabs, tabs_for


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """`digest` is the SHA-256 of what is shown; `all_url` is this page with every page of the document."""

    tabs: Tabs
    pdf_url: str
    picture_urls: tuple[str, ...]
    all_url: str
    digest: str


def shown_documents(session: Session, contract: Contract, endpoint: str) -> ShownDocument | None:
    """Return the document that `?document=` opens, as it stands; addresses change with the bytes."""
    documents = documents_shown(session, contract)
    if not documents:
        return None
    here = contract.public_id
    tabs = tabs_for([one.name for one in documents], request.args, endpoint, public_id=here)
    identity = documents[tabs.now - 1].file
    try:
        pages = page_count(parts().files, identity)
    except ConfinedTaskFailed:
        pages = 0
    mark = {"public_id": here, "v": identity.digest[:12], **tabs.argument}
    return ShownDocument(
        tabs=tabs,
        pdf_url=url_for("management.document", **mark),
        picture_urls=tuple(url_for("management.picture", page=page, **mark) for page in range(1, pages + 1)),
        all_url=url_for(endpoint, public_id=here, pages="all", **tabs.argument),
        digest=identity.digest,
    )
