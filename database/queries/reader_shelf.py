"""The papers a reader keeps: found by title, sender, own 契約満了日 and own 契約金額 (GM-24, CL-46)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from contracts.finding import Words, searchable, words_from
from contracts.stage import Stage
from database.contract import Contract
from database.party import Party
from database.readers import Reader, ReaderPaper

PAGE_SIZE = 20


class ShelfOrder(StrEnum):
    CONCLUDED = "concluded"
    ENDS = "ends"
    AMOUNT = "amount"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class ShelfWanted:
    """Both days and both amounts in yen belong to their span; `words` must all be found; `page` from 1."""

    words: str = ""
    ends_from: date | None = None
    ends_to: date | None = None
    amount_from: int | None = None
    amount_to: int | None = None
    order: ShelfOrder = ShelfOrder.CONCLUDED
    page: int = 1


@dataclass(frozen=True, slots=True)
class ShelfPage:
    papers: Sequence[ReaderPaper]
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))


def shelf_page(session: Session, reader: Reader, wanted: ShelfWanted) -> ShelfPage:
    """Words are compared here: a shelf is small, and the contract's search text holds the sender's memo."""
    order = (*_ORDERS[wanted.order], ReaderPaper.id.desc())
    query = _papers_of(reader).where(*_spanned(wanted)).order_by(*order)
    found = session.scalars(query).all()
    words = words_from(wanted.words)
    kept = [paper for paper in found if _answers(paper, words)] if words else found
    start = (wanted.page - 1) * PAGE_SIZE
    return ShelfPage(kept[start : start + PAGE_SIZE], len(kept))


def paper_of(session: Session, reader: Reader, public_id: str) -> ReaderPaper | None:
    return session.scalars(_papers_of(reader).where(ReaderPaper.public_id == public_id)).first()


def _papers_of(reader: Reader) -> Select[ReaderPaper]:
    return (
        select(ReaderPaper)
        .join(ReaderPaper.party)
        .join(Party.contract)
        .where(ReaderPaper.reader_id == reader.id, Contract.stage == Stage.CONCLUDED)
        .options(
            contains_eager(ReaderPaper.party)
            .contains_eager(Party.contract)
            .options(joinedload(Contract.organization), joinedload(Contract.owner))
        )
    )


def _spanned(wanted: ShelfWanted) -> list[ColumnElement[bool]]:
    spans = (
        (ReaderPaper.ends_on, wanted.ends_from, wanted.ends_to),
        (ReaderPaper.amount, wanted.amount_from, wanted.amount_to),
    )
    given: list[ColumnElement[bool]] = []
    for column, least, most in spans:
        given += [column >= least] if least is not None else []
        given += [column <= most] if most is not None else []
    return given


def _answers(paper: ReaderPaper, words: Words) -> bool:
    contract = paper.party.contract
    text = searchable(f"{contract.title} {contract.organization.name} {paper.note}")
    has_all = all(any(term in text for term in group) for group in words.groups)
    return has_all and not any(term in text for term in words.excluded)


_ORDERS: dict[ShelfOrder, tuple[SQLColumnExpression[Any], ...]] = {
    ShelfOrder.CONCLUDED: (Contract.concluded_at.desc(),),
    ShelfOrder.ENDS: (ReaderPaper.ends_on.is_(None), ReaderPaper.ends_on),
    ShelfOrder.AMOUNT: (ReaderPaper.amount.is_(None), ReaderPaper.amount.desc()),
    ShelfOrder.TITLE: (Contract.title,),
}
