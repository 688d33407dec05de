"""署名位置 of a draft as a whole set, for the page and the API: what stands, and keeping what is wanted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.boxes import SIGNS, Box, BoxFault, Pages, Placer, box_faults
from contracts.document_ways import Way
from database.contract import Contract
from database.drafting.dividing import ways_now
from database.party import Party
from database.queries.boxes import boxes_of, edition_of, placers_of, raise_edition, set_boxes, taken_ids
from database.queries.downloads import NamedFile, documents_shown
from database.queries.draft_parties import parties_of
from webapp.drafting.revised_pages import pages_in_mm
from webapp.texts.boxes import KINDS


class BoxesChanged(Exception):
    """Another page has changed them since `edition` was shown."""


class BoxesUnfit(Exception):
    def __init__(self, faults: Sequence[BoxFault]) -> None:
        super().__init__([fault.code for fault in faults])
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A whole set, made from the one of `edition`."""

    edition: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """`pages` are those of every document, in millimetres as displayed."""

    contract: Contract
    parties: tuple[Party, ...]
    documents: tuple[NamedFile, ...]
    pages: Pages

    @property
    def placers(self) -> list[Placer]:
        return placers_of(self.parties)

    def boxes(self, session: Session) -> list[Box]:
        """Return the boxes that their party may still have: without an imprint there is no 署名ボックス."""
        kinds = {placer.id: placer.kinds for placer in self.placers}
        return [box for box in boxes_of(session, self.contract, self.pages) if box.kind in kinds[box.party]]

    def kept(self, session: Session) -> list[Box]:
        """Return what stands in the record, which may be less well placed than what is shown."""
        return self.boxes(session)

    def edition(self, session: Session) -> int:
        return edition_of(session, self.contract)

    def named(self, box: Box) -> Box:
        """An input without a label takes the word for its kind: the party must be told what to type."""
        if box.kind in SIGNS:
            return replace(box, label="", required=True)
        return box if box.label else replace(box, label=str(KINDS[box.kind]))

    def strangers(self, session: Session, boxes: Sequence[Box]) -> list[BoxFault]:
        """Return the boxes whose id means something else."""
        taken = taken_ids(session, self.contract, boxes)
        return [BoxFault("same_twice", box.id) for box in boxes if box.id in taken]

    def put(self, session: Session, boxes: Sequence[Box]) -> int:
        """Make these all that is placed, and return their edition."""
        set_boxes(session, self.contract, boxes, self.pages)
        return raise_edition(session, self.contract)


def placed_of(session: Session, contract: Contract) -> Placed:
    """Return what can be placed on; raises ConfinedTaskFailed for a document that cannot be measured now."""
    documents = documents_shown(session, contract)
    pages = pages_in_mm([one.file for one in documents])
    return Placed(contract, tuple(parties_of(session, contract)), documents, pages)


def keep(session: Session, desk: Placed, wanted: Wanted) -> int:
    """Keep the set and return its edition; the same set again changes nothing.

    Raises BoxesUnfit or BoxesChanged.
    """
    boxes = [desk.named(box) for box in wanted.boxes]
    now = desk.edition(session)
    if _same(boxes, desk.kept(session)):
        return now
    if now != wanted.edition:
        raise BoxesChanged
    faults = [
        *box_faults(boxes, desk.placers, desk.pages),
        *desk.strangers(session, boxes),
        *_not_signed(session, desk, boxes),
    ]
    if faults:
        raise BoxesUnfit(faults)
    return desk.put(session, boxes)


def hold(session: Session, contract: Contract) -> None:
    """Hold the draft against others until the transaction ends."""
    session.execute(select(Contract.id).where(Contract.id == contract.id).with_for_update())


def _same(given: Sequence[Box], kept: Sequence[Box]) -> bool:
    return {box.id: box for box in given} == {box.id: box for box in kept} and len(given) == len(kept)


def _not_signed(session: Session, desk: Placed, boxes: Sequence[Box]) -> list[BoxFault]:
    """Nothing is placed for a party on a document that it does not sign (MK-65)."""
    ways = {party.public_id: ways_now(session, desk.contract, party) for party in desk.parties}
    return [
        BoxFault("document_not_signed", box.id)
        for box in boxes
        if box.party in ways and ways[box.party].of(box.document) is not Way.SIGN
    ]
