"""Boxes for typed values stand on a page of a document: they go where their document goes."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from database.contract import Contract, Party, PartyField


def let_fields_follow(session: Session, contract: Contract, places: Mapping[int, int]) -> None:
    """`places` maps the place of each document before to the one now; a box of none stands in 署名欄."""
    query = select(PartyField).join(Party, Party.id == PartyField.party_id)
    for field in session.scalars(query.where(Party.contract_id == contract.id)):
        place = places.get(field.document)
        if place is None:
            field.page = field.x = field.y = field.width = field.height = None
        field.document = place or 1
