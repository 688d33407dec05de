"""署名位置 of a draft: read and set in millimetres as people see them, kept in PDF points."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from contracts.boxes import MM_PER_POINT, SIGNS, Box, BoxKind, Pages, Placer, page_of, rounded
from database.contract import Contract
from database.engine import now_of
from database.party import Party, PartyField
from database.placing import PartyBox, Placement
from database.queries.draft_parties import parties_of

Row = PartyBox | PartyField


def placers_of(parties: Iterable[Party]) -> list[Placer]:
    return [
        Placer(party.public_id, party.own, party.signs, party.imprint, party.names_only) for party in parties
    ]


def boxes_of(session: Session, contract: Contract, pages: Pages) -> list[Box]:
    """Return every box that stands on a page there is, those of signers first, as they were placed."""
    parties = {party.id: party.public_id for party in parties_of(session, contract)}
    rows: list[Row] = [*_signs(session, contract), *_placed_inputs(session, contract)]
    found = (_box(row, parties[row.party_id], pages) for row in rows)
    return [box for box in found if box is not None]


def unplaced_inputs(session: Session, contract: Contract, pages: Pages) -> Sequence[PartyField]:
    """Return the inputs that stand in 署名欄 so far; also those whose page has gone with its document."""
    return [row for row in _inputs(session, contract) if _box(row, "", pages) is None]


def seals_placed(session: Session, contract: Contract) -> Counter[str]:
    """Count 署名ボックス by the public id of their party."""
    query = (
        select(Party.public_id, func.count())
        .join(PartyBox, PartyBox.party_id == Party.id)
        .where(Party.contract_id == contract.id, PartyBox.kind == BoxKind.SEAL)
    )
    counted = session.execute(query.group_by(Party.public_id))
    return Counter({row[0]: row[1] for row in counted})


def signs_placed(session: Session, party: Party) -> Counter[str]:
    """Count where a party is to sign or put its name, by kind of box."""
    query = select(PartyBox.kind, func.count()).where(PartyBox.party_id == party.id)
    return Counter({row[0]: row[1] for row in session.execute(query.group_by(PartyBox.kind))})


def is_placement_begun(session: Session, contract: Contract) -> bool:
    """Tell whether boxes were saved for it, by hand or with its template."""
    if edition_of(session, contract):
        return True
    return any(has_boxes(session, party) for party in parties_of(session, contract))


def has_boxes(session: Session, party: Party) -> bool:
    signs = select(PartyBox.id).where(PartyBox.party_id == party.id)
    inputs = select(PartyField.id).where(PartyField.party_id == party.id, PartyField.page.is_not(None))
    return any(session.scalars(query.limit(1)).first() is not None for query in (signs, inputs))


def edition_of(session: Session, contract: Contract) -> int:
    query = select(Placement.edition).where(Placement.contract_id == contract.id)
    return session.scalars(query).first() or 0


def raise_edition(session: Session, contract: Contract) -> int:
    row = session.scalars(select(Placement).where(Placement.contract_id == contract.id)).first()
    row = row or Placement(organization_id=contract.organization_id, contract_id=contract.id, edition=0)
    row.edition += 1
    row.changed_at = contract.changed_at = now_of(session)
    session.add(row)
    return row.edition


def forget_placement(session: Session, contract: Contract) -> None:
    session.execute(delete(Placement).where(Placement.contract_id == contract.id))


def taken_ids(session: Session, contract: Contract, boxes: Sequence[Box]) -> set[str]:
    """Return the ids that name something else already: a box of another contract or another kind of row."""
    found: set[str] = set()
    for table, are_signs in ((PartyBox, True), (PartyField, False)):
        query = select(table.public_id, Party.contract_id).join(Party, Party.id == table.party_id)
        rows = session.execute(query.where(table.public_id.in_([box.id for box in boxes])))
        same = {box.id for box in boxes if (box.kind in SIGNS) == are_signs}
        found |= {row[0] for row in rows if row[1] != contract.id or row[0] not in same}
    return found


def set_boxes(session: Session, contract: Contract, boxes: Sequence[Box], pages: Pages) -> None:
    """Make `boxes`, which fit their pages, all that is placed; an input that is not among them is removed."""
    parties = {party.public_id: party for party in parties_of(session, contract)}
    known: dict[str, Row] = {row.public_id: row for row in _signs(session, contract)}
    known.update((row.public_id, row) for row in _inputs(session, contract))
    waiting = {row.public_id for row in unplaced_inputs(session, contract, pages)}
    for box in boxes:
        row = known.pop(box.id, None) or _new(session, box, parties[box.party])
        _move(session, row, box, parties[box.party])
        _stand(row, box, pages)
        session.flush()
    for public_id, gone in known.items():
        if public_id not in waiting:
            session.delete(gone)
    session.flush()


def _signs(session: Session, contract: Contract) -> Sequence[PartyBox]:
    query = select(PartyBox).join(Party, Party.id == PartyBox.party_id)
    return session.scalars(query.where(Party.contract_id == contract.id).order_by(PartyBox.id)).all()


def _inputs(session: Session, contract: Contract) -> Sequence[PartyField]:
    query = select(PartyField).join(Party, Party.id == PartyField.party_id)
    ordered = query.where(Party.contract_id == contract.id).order_by(Party.position, PartyField.position)
    return session.scalars(ordered).all()


def _placed_inputs(session: Session, contract: Contract) -> Sequence[PartyField]:
    return [row for row in _inputs(session, contract) if row.page is not None]


def _new(session: Session, box: Box, party: Party) -> Row:
    row: Row
    if box.kind in SIGNS:
        row = PartyBox(public_id=box.id, organization_id=party.organization_id)
    else:
        row = PartyField(public_id=box.id, organization_id=party.organization_id, position=0)
    session.add(row)
    return row


def _move(session: Session, row: Row, box: Box, party: Party) -> None:
    """Give the box to the party; an input goes behind those the party has, for its number names its field."""
    if isinstance(row, PartyField):
        row.label, row.required = box.label, box.required
        if row.party_id != party.id:
            with session.no_autoflush:
                query = select(func.max(PartyField.position)).where(PartyField.party_id == party.id)
                row.position = (session.scalar(query) or 0) + 1
    row.party_id, row.kind = party.id, box.kind


def _stand(row: Row, box: Box, pages: Pages) -> None:
    page = page_of(box, pages)
    if page is None:
        raise LookupError(box)
    row.document, row.page = box.document, box.page
    row.x, row.y = box.left / MM_PER_POINT, (page.height - box.top - box.height) / MM_PER_POINT
    row.width, row.height = box.width / MM_PER_POINT, box.height / MM_PER_POINT


def _box(row: Row, party: str, pages: Pages) -> Box | None:
    """Return the box in millimetres, None where the page has gone."""
    if row.page is None or row.x is None or row.y is None or row.width is None or row.height is None:
        return None
    box = Box(
        id=row.public_id,
        party=party,
        kind=BoxKind(row.kind),
        document=row.document,
        page=row.page,
        left=row.x * MM_PER_POINT,
        top=0,
        width=row.width * MM_PER_POINT,
        height=row.height * MM_PER_POINT,
        label=row.label if isinstance(row, PartyField) else "",
        required=row.required if isinstance(row, PartyField) else True,
    )
    page = page_of(box, pages)
    if page is None:
        return None
    return rounded(replace(box, top=page.height - box.height - row.y * MM_PER_POINT))
