"""What the archive was asked for: all of it is in the address, so that a search can be shared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from contracts.stage import Stage
from database.queries.archive import Order, Wanted
from database.queries.contracts import PAGE_SIZES
from webapp.texts.day_input import day_from

LONGEST_WORDS = 200
LONGEST_DAY = 40
MOST_PAGES = 100_000
Query = dict[str, str]


@dataclass(frozen=True, slots=True)
class TypedDay:
    """A day as it was typed; `is_wrong` when it is none."""

    text: str = ""
    day: date | None = None
    is_wrong: bool = False


@dataclass(frozen=True, slots=True)
class Sought:
    """`order` is empty where none was chosen: then a search by end date begins with what ends first."""

    words: str = ""
    counterparty: str = ""
    stage: str = ""
    expires_from: TypedDay = TypedDay()
    expires_to: TypedDay = TypedDay()
    order: str = ""
    size: int = PAGE_SIZES[0]
    page: int = 1

    @property
    def is_readable(self) -> bool:
        return not (self.expires_from.is_wrong or self.expires_to.is_wrong or self.is_backwards)

    @property
    def is_backwards(self) -> bool:
        begin, end = self.expires_from.day, self.expires_to.day
        return begin is not None and end is not None and begin > end

    @property
    def order_shown(self) -> Order:
        if self.order:
            return Order(self.order)
        return Order.ENDS if self.expires_from.day or self.expires_to.day else Order.CHANGED

    def wanted(self) -> Wanted:
        return Wanted(
            stage=self.stage,
            expires_from=self.expires_from.day,
            expires_to=self.expires_to.day,
            order=self.order_shown,
            page=self.page,
            size=self.size,
        )

    def query(self, **changes: str) -> Query:
        """Return the address's parameters with `changes`, without those that say nothing; from page 1."""
        given = {
            "q": self.words,
            "counterparty": self.counterparty,
            "stage": self.stage,
            "expires_from": self.expires_from.text,
            "expires_to": self.expires_to.text,
            "order": self.order,
            "size": str(self.size) if self.size != PAGE_SIZES[0] else "",
        }
        return {name: value for name, value in (given | changes).items() if value}

    def conditions(self) -> Iterator[str]:
        """Return the names of what narrows the list, in the order of the page."""
        days = self.expires_from.text or self.expires_to.text
        given = {"q": self.words, "counterparty": self.counterparty, "expires": days, "stage": self.stage}
        return (name for name, value in given.items() if value)

    def within(self, begin: date, end: date) -> "Sought":
        return replace(self, expires_from=_written(begin), expires_to=_written(end), page=1)

    def is_within(self, begin: date, end: date) -> bool:
        return (self.expires_from.day, self.expires_to.day) == (begin, end)


def sought_in(arguments: Mapping[str, str]) -> Sought:
    """Return what an address asks for; what it cannot mean is left out, but for days, which are told."""
    stage, order = arguments.get("stage", ""), arguments.get("order", "")
    size, page = _number(arguments.get("size", "")), _number(arguments.get("page", ""))
    return Sought(
        words=arguments.get("q", "").strip()[:LONGEST_WORDS],
        counterparty=arguments.get("counterparty", "").strip()[:LONGEST_WORDS],
        stage=stage if stage in set(Stage) else "",
        expires_from=_typed(arguments.get("expires_from", "")),
        expires_to=_typed(arguments.get("expires_to", "")),
        order=order if order in set(Order) else "",
        size=size if size in PAGE_SIZES else PAGE_SIZES[0],
        page=min(max(1, page), MOST_PAGES),
    )


def _typed(text: str) -> TypedDay:
    text = text.strip()[:LONGEST_DAY]
    try:
        return TypedDay(text, day_from(text))
    except ValueError:
        return TypedDay(text, is_wrong=True)


def _written(day: date) -> TypedDay:
    return TypedDay(day.isoformat(), day)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0  # noqa: PLR2004 -- no page has more digits
