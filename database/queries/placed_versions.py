"""Boxes on the versions of a contract that was sent: carried over, and set for the next one (AD-04)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.boxes import MM_PER_POINT, Box, BoxKind, Pages, Size, page_of, rounded
from database.contract import Contract
from database.document import DocumentVersion
from database.engine import now_of
from database.placing import VersionPlacement
from database.queries.downloads import version_of_round
from database.queries.versions import is_unsent, may_be_revised, newest_version
from database.record import ContractEvent
from database.spots import Spot, kept_for, moved_spots, spelled_spots, spots_of

ANSWERED = ("round_resumed", "round_opened")


def version_to_send(session: Session, contract: Contract) -> DocumentVersion | None:
    """Return the version that was filed to answer the 差し戻し that is open, if there is one."""
    version = newest_version(session, contract)
    if contract.sequence == 0 or not may_be_revised(contract) or version is None:
        return None
    if not is_unsent(session, contract, version.public_id):
        return None
    query = select(ContractEvent.at).where(
        ContractEvent.contract_id == contract.id, ContractEvent.kind.in_(ANSWERED)
    )
    answered = session.scalars(query.order_by(ContractEvent.sequence.desc()).limit(1)).first()
    is_stale = answered is not None and version.created_at < datetime.fromisoformat(answered)
    return None if is_stale else version


def carry_places(session: Session, contract: Contract, version: DocumentVersion) -> None:
    """Let the boxes of the round that runs stand on a new version, until somebody moves them."""
    before = version_of_round(session, contract)
    if before is not None:
        take_places(session, before, version)


def take_places(session: Session, before: DocumentVersion, version: DocumentVersion) -> None:
    spots = moved_spots(spots_of(session, before), places_between(before, version))
    row = VersionPlacement(
        organization_id=version.organization_id,
        version_id=version.id,
        edition=0,
        boxes=spelled_spots(spots),
        changed_at=version.created_at,
    )
    session.add(row)
    session.flush()


def places_between(old: DocumentVersion, new: DocumentVersion) -> dict[int, int]:
    """A document is known again by its file's name; an only document stands for the only one before."""
    if len(old.documents) == len(new.documents) == 1:
        return {1: 1}
    if [one.filename for one in old.documents] == [one.filename for one in new.documents]:
        return {place: place for place in range(1, len(new.documents) + 1)}
    now = {one.filename: place for place, one in enumerate(new.documents, 1)}
    return {place: now[one.filename] for place, one in enumerate(old.documents, 1) if one.filename in now}


def set_spots(session: Session, version: DocumentVersion, spots: Iterable[Spot]) -> int:
    """Make these all that stands on the version, and return the edition they are now."""
    row = kept_for(session, version)
    if row is None:
        row = VersionPlacement(
            organization_id=version.organization_id, version_id=version.id, edition=0, boxes="[]"
        )
        session.add(row)
    row.boxes, row.edition, row.changed_at = spelled_spots(spots), row.edition + 1, now_of(session)
    session.flush()
    return row.edition


def box_at(spot: Spot, pages: Pages, label: str, *, required: bool) -> Box:
    """Return the box in millimetres; where its page has gone it stands at the page's top."""
    box = Box(
        id=spot.id,
        party=spot.party,
        kind=BoxKind(spot.kind),
        document=spot.document,
        page=spot.page,
        left=spot.x * MM_PER_POINT,
        top=0,
        width=spot.width * MM_PER_POINT,
        height=spot.height * MM_PER_POINT,
        label=label,
        required=required,
    )
    page = page_of(box, pages)
    return rounded(replace(box, top=page.height - box.height - spot.y * MM_PER_POINT) if page else box)


def spots_at(boxes: Sequence[Box], pages: Pages) -> list[Spot]:
    """Return boxes, which fit their pages, in points."""
    return [_spot(box, page) for box in boxes if (page := page_of(box, pages))]


def _spot(box: Box, page: Size) -> Spot:
    return Spot(
        id=box.id,
        party=box.party,
        kind=box.kind,
        document=box.document,
        page=box.page,
        x=box.left / MM_PER_POINT,
        y=(page.height - box.top - box.height) / MM_PER_POINT,
        width=box.width / MM_PER_POINT,
        height=box.height / MM_PER_POINT,
    )
