"""What a reader looks for among their papers: all of it is in the address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from contracts.day_input import day_from
from database.queries.reader_shelf import ShelfOrder, ShelfWanted
from webapp.texts.amount_input import yen_from

LONGEST_WORDS, LONGEST_TYPED, MOST_PAGES = 200, 40, 100_000
Value = TypeVar("Value", date, int)


@dataclass(frozen=True, slots=True)
class Typed(Generic[Value]):
    """A day or an amount as it was typed; `is_wrong` when it is none."""

    text: str = ""
    value: Value | None = None
    is_wrong: bool = False


@dataclass(frozen=True, slots=True)
class Span(Generic[Value]):
    least: Typed[Value]
    most: Typed[Value]

    @property
    def is_backwards(self) -> bool:
        least, most = self.least.value, self.most.value
        return least is not None and most is not None and least > most

    @property
    def is_readable(self) -> bool:
        return not (self.least.is_wrong or self.most.is_wrong or self.is_backwards)

    @property
    def is_given(self) -> bool:
        return bool(self.least.text or self.most.text)


@dataclass(frozen=True, slots=True)
class Sought:
    words: str
    ends: Span[date]
    amount: Span[int]
    order: ShelfOrder
    page: int

    @property
    def is_readable(self) -> bool:
        return self.ends.is_readable and self.amount.is_readable

    @property
    def narrows(self) -> bool:
        return bool(self.words) or self.has_spans

    @property
    def has_spans(self) -> bool:
        return self.ends.is_given or self.amount.is_given

    def wanted(self) -> ShelfWanted:
        return ShelfWanted(
            words=self.words,
            ends_from=self.ends.least.value,
            ends_to=self.ends.most.value,
            amount_from=self.amount.least.value,
            amount_to=self.amount.most.value,
            order=self.order,
            page=self.page,
        )

    def query(self, **changes: str) -> dict[str, str]:
        """Return the address's parameters with `changes`, without those that say nothing; from page 1."""
        given = {
            "q": self.words,
            "ends_from": self.ends.least.text,
            "ends_to": self.ends.most.text,
            "amount_from": self.amount.least.text,
            "amount_to": self.amount.most.text,
            "order": self.order.value if self.order is not ShelfOrder.CONCLUDED else "",
        }
        return {name: value for name, value in (given | changes).items() if value}


def sought_in(arguments: Mapping[str, str]) -> Sought:
    order, page = arguments.get("order", ""), arguments.get("page", "")
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < len(str(MOST_PAGES)) else 1
    return Sought(
        words=arguments.get("q", "").strip()[:LONGEST_WORDS],
        ends=Span(_typed(arguments, "ends_from", day_from), _typed(arguments, "ends_to", day_from)),
        amount=Span(_typed(arguments, "amount_from", yen_from), _typed(arguments, "amount_to", yen_from)),
        order=ShelfOrder(order) if order in set(ShelfOrder) else ShelfOrder.CONCLUDED,
        page=max(1, number),
    )


def _typed(arguments: Mapping[str, str], name: str, read: Callable[[str], Value | None]) -> Typed[Value]:
    text = arguments.get(name, "").strip()[:LONGEST_TYPED]
    try:
        return Typed(text, read(text))
    except ValueError:
        return Typed(text, is_wrong=True)
