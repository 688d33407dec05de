"""Boxes for typed values stand on a page of a document: they go where their document goes."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from database.contract import Contract
from database.party import Party, PartyField
from database.placing import PartyBox
from database.queries.draft_asks import take_off_the_page


def let_fields_follow(session: Session, contract: Contract, places: Mapping[int, int]) -> None:
    """`places` maps the place of each document before to the one now; a box of none stands in 署名欄."""
    _let_signs_follow(session, contract, places)
    query = select(PartyField).join(Party, Party.id == PartyField.party_id)
    for field in session.scalars(query.where(Party.contract_id == contract.id)):
        place = places.get(field.document)
        if place is None:
            take_off_the_page(field)
        field.document = place or 1


def _let_signs_follow(session: Session, contract: Contract, places: Mapping[int, int]) -> None:
    query = select(PartyBox).join(Party, Party.id == PartyBox.party_id)
    for box in session.scalars(query.where(Party.contract_id == contract.id)):
        place = places.get(box.document)
        if place is None:
            session.delete(box)
        else:
            box.document = place
