"""What the page is about: the draft, its parties and the pages of its documents in millimetres."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, url_for
from sqlalchemy.orm import Session

from adapters.confinement import ConfinedTaskFailed
from contracts.boxes import BoxKind, Pages, Placer
from database.contract import Contract
from database.party import PartyField
from database.queries.boxes import unplaced_inputs
from database.queries.downloads import NamedFile, documents_shown
from database.queries.draft_parties import parties_of
from webapp.access.finding import draft_or_404
from webapp.casefile.shown import ShownDocument, shown_documents
from webapp.drafting.placed import Placed, hold
from webapp.drafting.revised_pages import RevisedPages, pages_in_mm
from webapp.tabs import argument_of


@dataclass(frozen=True, slots=True)
class Desk(Placed):
    """What the page shows of it."""

    @property
    def fixed(self) -> bool:
        """Say whether inputs are only moved, for what is asked of whom was settled when it was sent."""
        return False

    def url(self, act: str = "", document: int = 1) -> str:
        """Return the address of the page, or of what it sends: `save_`."""
        where = {"": "placing.placement", "save": "placing.save_placement", "boxes": "placing.save_boxes"}
        return url_for(where[act], public_id=self.contract.public_id, **argument_of(document))

    def new_kinds(self, placer: Placer) -> tuple[BoxKind, ...]:
        return placer.kinds

    def shown(self, session: Session) -> ShownDocument | None:
        return shown_documents(session, self.contract, "placing.placement")

    def waiting(self, session: Session) -> Sequence[PartyField]:
        """Return the inputs that may be placed and do not stand on a page."""
        return unplaced_inputs(session, self.contract, self.pages)

    def revised(self, session: Session) -> RevisedPages:  # noqa: ARG002 -- a draft has no version before
        """Return what a new version changes for what was placed on the one before."""
        return RevisedPages((), ())


def open_draft_or_409(session: Session, public_id: str) -> Contract:
    """Return a draft that may still change, held against others until the transaction ends."""
    contract = draft_or_404(session, public_id)
    hold(session, contract)
    if contract.submitted_at is not None:
        abort(409)
    return contract


def desk_of(session: Session, contract: Contract) -> Desk:
    """Return what can be placed on; a document that cannot be measured now is 503."""
    documents = documents_shown(session, contract)
    return Desk(contract, tuple(parties_of(session, contract)), documents, pages_or_503(documents))


def pages_or_503(documents: Sequence[NamedFile]) -> Pages:
    try:
        return pages_in_mm([one.file for one in documents])
    except ConfinedTaskFailed:
        abort(503)
