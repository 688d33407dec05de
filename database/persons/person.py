"""Whom a request is about, and what was found of them."""

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, false, func, or_, select
from sqlalchemy.orm import Session

from contracts.person_requests import ERASABLE, Verdict, Why, squeezed
from database.contract import Contract
from database.document import StoredFile
from database.person_request import PersonHint, PersonRequest
from database.queries.people import mail_key

AT_ONCE = 500
T = TypeVar("T")
Value = str | int | bool | date | datetime | None


@dataclass(frozen=True, slots=True)
class Person:
    """`keys` are folded addresses, `name` is without spaces, `phone` digits; `ticked` are places and rows."""

    organization_id: int
    keys: frozenset[str]
    name: str = ""
    phone: str = ""
    ticked: frozenset[tuple[str, int]] = frozenset()

    def rows_ticked(self, place: str) -> list[int]:
        return [row for code, row in self.ticked if code == place]

    def is_at(self, *columns: Any) -> ColumnElement[bool]:  # noqa: ANN401 -- mapped columns
        """Return whether one of `columns` is an address of this person; addresses are plain ASCII."""
        return or_(*(func.lower(column).in_(self.keys) for column in columns))

    def is_in(self, column: Any) -> ColumnElement[bool]:  # noqa: ANN401 -- a mapped column
        """Return whether an address of this person stands anywhere in a longer text."""
        says = (func.lower(column).contains(key, autoescape=True) for key in sorted(self.keys))
        return or_(false(), *says)

    def has(self, mail: str) -> bool:
        return bool(mail) and mail_key(mail) in self.keys


@dataclass(frozen=True, slots=True)
class Item:
    """One row of one place, as far as it is about the person; `shown` is what they are given of it.

    `file` is a paper they handed in, `is_identity` one that needs a permission of its own (LW-38).
    """

    place: str
    row: Any
    shown: dict[str, Value]
    contract: Contract | None = None
    file: StoredFile | None = None
    is_identity: bool = False


Find = Callable[[Session, Person], Iterator[Item]]
Judge = Callable[[Session, Item, date], Verdict | None]
Erase = Callable[[Session, Item], None]


@dataclass(frozen=True, slots=True)
class Place:
    """`holds` are the columns, as table.column, in which the data of a person lies here.

    Without `judge`, or where that says None, it is part of the record of its contract. `erase` is asked only
    where the verdict allows it.
    """

    code: str
    find: Find
    holds: Sequence[str]
    judge: Judge | None = None
    erase: Erase | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    item: Item
    verdict: Verdict


@dataclass(slots=True)
class Findings:
    """What whoever works on a request may see of the person; of the rest the contracts are counted."""

    items: dict[str, list[Judged]] = field(default_factory=dict)
    unseen_contracts: int = 0
    papers_withheld: int = 0


def person_of(session: Session, request: PersonRequest) -> Person:
    ticks = select(PersonHint.place, PersonHint.row_id).where(PersonHint.request_id == request.id)
    return Person(
        organization_id=request.organization_id,
        keys=frozenset(mail_key(one) for one in request.mails.split()),
        name=squeezed(request.name),
        phone="".join(one for one in request.phone if one.isdigit()),
        ticked=frozenset((row[0], row[1]) for row in session.execute(ticks)),
    )


def given(row: Any, names: str) -> dict[str, Value]:  # noqa: ANN401 -- a row of any table
    """Return these columns of a row, named as they are."""
    return {name: getattr(row, name) for name in names.split()}


def at_once(ids: Collection[T]) -> Iterator[list[T]]:
    """Yield the ids in such numbers as one statement takes."""
    rest = list(ids)
    for at in range(0, len(rest), AT_ONCE):
        yield rest[at : at + AT_ONCE]


def always(why: Why | None) -> Judge:
    def judge(_session: Session, _item: Item, _today: date) -> Verdict:
        return Verdict(why) if why else ERASABLE

    return judge


def gone(session: Session, item: Item) -> None:
    session.delete(item.row)


def without(typed: str, words: Collection[str]) -> str:
    """Return a JSON object with the values that are among `words` emptied."""
    facts: dict[str, Any] = json.loads(typed)
    kept = {name: "" if value in words else value for name, value in facts.items()}
    return json.dumps(kept, ensure_ascii=False)
