"""The same page for the version that answers a 差し戻し: signs are placed anew, inputs are only moved."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import request, url_for
from sqlalchemy.orm import Session

from contracts.boxes import SIGNS, Box, BoxFault, BoxKind, Placer, Size, fits, page_of
from contracts.roles import Permission
from database.contract import Contract
from database.document import DocumentVersion
from database.document_ways import ways_sent_to
from database.party import PartyField
from database.queries.downloads import named_files
from database.queries.draft_parties import parties_of
from database.queries.placed_versions import box_at, set_spots, spots_at, version_to_send
from database.spots import Spot, kept_for, spots_of
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import require
from webapp.casefile.shown import ShownDocument
from webapp.drafting.revised_pages import RevisedPages, revised_pages
from webapp.placing.desk import Desk, pages_or_503
from webapp.tabs import argument_of, tabs_for

PAGE = "placing.revision"
ADDRESSES = {"": PAGE, "save": "placing.save_revision", "boxes": "placing.save_revision_boxes"}


@dataclass(frozen=True, slots=True)
class RevisedDesk(Desk):
    """What a party is asked was settled when the contract was sent: no input comes, goes or changes."""

    version: DocumentVersion

    @property
    def fixed(self) -> bool:
        return True

    def url(self, act: str = "", document: int = 1) -> str:
        return url_for(ADDRESSES[act], public_id=self.contract.public_id, **argument_of(document))

    def new_kinds(self, placer: Placer) -> tuple[BoxKind, ...]:
        return tuple(kind for kind in placer.kinds if kind in SIGNS)

    def shown(self, session: Session) -> ShownDocument:  # noqa: ARG002 -- the documents are read already
        here, names = self.contract.public_id, [one.name for one in self.documents]
        tabs = tabs_for(names, request.args, PAGE, public_id=here)
        identity = self.documents[tabs.now - 1].file
        address = {"public_id": here, "number": self.version.number, **tabs.argument}
        return ShownDocument(
            tabs=tabs,
            pdf_url=url_for("review.version_document", **address),
            picture_urls=tuple(
                url_for("review.version_picture", page=page, **address)
                for page in range(1, len(self.pages[tabs.now - 1]) + 1)
            ),
            all_url=url_for("review.version", **address),
            digest=identity.digest,
        )

    def boxes(self, session: Session) -> list[Box]:
        """Return the boxes on the pages there are, those that stick out moved inside."""
        return [
            _inside(box, page) for box in self.kept(session) if (page := page_of(box, self.pages)) is not None
        ]

    def kept(self, session: Session) -> list[Box]:
        placed = [one for one in spots_of(session, self.version) if one.page]
        return [self.named(box_at(one, self.pages, "", required=True)) for one in placed]

    def waiting(self, session: Session) -> Sequence[PartyField]:  # noqa: ARG002 -- read with the parties
        """Return every input: one that is taken off its page may be placed again."""
        return [row for party in self.parties for row in party.fields]

    def revised(self, session: Session) -> RevisedPages:
        return revised_pages(session, self.contract, self.version)

    def edition(self, session: Session) -> int:
        row = kept_for(session, self.version)
        return row.edition if row else 0

    def named(self, box: Box) -> Box:
        if box.kind in SIGNS:
            return replace(box, label="", required=True)
        row = self._inputs().get((box.party, box.id))
        return replace(box, label=row.label, required=row.required) if row else box

    def strangers(self, session: Session, boxes: Sequence[Box]) -> list[BoxFault]:  # noqa: ARG002 -- as above
        inputs = self._inputs()
        faults = []
        for box in boxes:
            row = inputs.get((box.party, box.id))
            if box.kind not in SIGNS and (row is None or row.kind != box.kind):
                faults.append(BoxFault("inputs_are_settled", box.id))
        return faults

    def put(self, session: Session, boxes: Sequence[Box]) -> int:
        placed, count = {box.id for box in boxes}, len(self.documents)
        first = {one.public_id: ways_sent_to(session, one).signed(count)[:1] for one in self.parties}
        unplaced = [
            Spot(row.public_id, party, row.kind, *first[party])
            for (party, _), row in self._inputs().items()
            if row.public_id not in placed and first[party]
        ]
        return set_spots(session, self.version, [*spots_at(boxes, self.pages), *unplaced])

    def _inputs(self) -> dict[tuple[str, str], PartyField]:
        return {(party.public_id, row.public_id): row for party in self.parties for row in party.fields}


def answered_or_404(session: Session, public_id: str) -> Contract:
    require(Permission.SEND)
    return sent_contract_or_404(session, public_id)


def revised_desk_of(session: Session, contract: Contract) -> RevisedDesk | None:
    """Return what can be placed on; None when no version waits to be sent."""
    version = version_to_send(session, contract)
    if version is None:
        return None
    documents = named_files(contract, version, [one.working for one in version.documents])
    return RevisedDesk(
        contract, tuple(parties_of(session, contract)), documents, pages_or_503(documents), version
    )


def _inside(box: Box, page: Size) -> Box:
    width, height = min(box.width, page.width), min(box.height, page.height)
    left = max(0.0, min(box.left, page.width - width))
    top = max(0.0, min(box.top, page.height - height))
    return box if _holds(box, page) else replace(box, left=left, top=top, width=width, height=height)


def _holds(box: Box, page: Size) -> bool:
    return fits(replace(box, document=1, page=1), [[page]])
