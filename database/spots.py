"""Where the boxes and inputs of a version stand: as kept for it, else as they were placed on the draft."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.boxes import SIGNS
from database.contract import Contract
from database.document import DocumentVersion
from database.party import Party, PartyField
from database.placing import PartyBox, VersionPlacement
from database.record import ContractRound


@dataclass(frozen=True, slots=True)
class Spot:
    """`document` and `page` count from 1, page 0 is 署名欄; PDF points from the lower left as displayed.

    `id` of an input is that of its `PartyField`, `party` a public id.
    """

    id: str
    party: str
    kind: str
    document: int
    page: int = 0
    x: float = 0
    y: float = 0
    width: float = 0
    height: float = 0


def spots_of(session: Session, version: DocumentVersion) -> tuple[Spot, ...]:
    row = kept_for(session, version)
    return spots_in(row.boxes) if row else spots_of_draft(session, version.contract_id)


def spots_of_round(session: Session, contract: Contract, number: int) -> tuple[Spot, ...]:
    query = (
        select(DocumentVersion)
        .join(ContractRound, ContractRound.version_id == DocumentVersion.id)
        .where(ContractRound.contract_id == contract.id, ContractRound.number == number)
    )
    return spots_of(session, session.scalars(query).one())


def kept_for(session: Session, version: DocumentVersion) -> VersionPlacement | None:
    query = select(VersionPlacement).where(VersionPlacement.version_id == version.id)
    return session.scalars(query).first()


def spots_of_draft(session: Session, contract_id: int) -> tuple[Spot, ...]:
    here = Party.contract_id == contract_id
    signs = select(PartyBox, Party.public_id).join(Party, Party.id == PartyBox.party_id).where(here)
    inputs = select(PartyField, Party.public_id).join(Party, Party.id == PartyField.party_id).where(here)
    return (
        *(_spot(row, party) for row, party in session.execute(signs.order_by(PartyBox.id))),
        *(_spot(row, party) for row, party in session.execute(inputs.order_by(PartyField.id))),
    )


def spots_in(spelled: str) -> tuple[Spot, ...]:
    return tuple(Spot(**one) for one in json.loads(spelled))


def spelled_spots(spots: Iterable[Spot]) -> str:
    return json.dumps([asdict(one) for one in spots], separators=(",", ":"))


def moved_spots(spots: Sequence[Spot], places: Mapping[int, int]) -> tuple[Spot, ...]:
    """`places` maps each document before to the one now; of none, signs go and inputs stand in 署名欄."""
    return tuple(
        replace(one, document=places[one.document])
        if one.document in places
        else Spot(one.id, one.party, one.kind, 1)
        for one in spots
        if one.document in places or one.kind not in SIGNS
    )


def _spot(row: PartyBox | PartyField, party: str) -> Spot:
    where = row.page, row.x, row.y, row.width, row.height
    if any(one is None for one in where):
        return Spot(row.public_id, party, row.kind, row.document)
    return Spot(
        row.public_id,
        party,
        row.kind,
        row.document,
        row.page or 0,
        row.x or 0,
        row.y or 0,
        row.width or 0,
        row.height or 0,
    )
