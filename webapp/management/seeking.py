"""What the archive was asked for: all of it is in the address, so that a search can be shared."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from contracts.day_input import day_from
from contracts.stage import Stage
from contracts.tax_keeping import KeptAs
from database.queries.archive import Order
from database.queries.archive_filters import FOUND_BY
from database.queries.contracts import PAGE_SIZES
from webapp.management.columns import columns_in

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

LONGEST_WORDS = 200
LONGEST_DAY = 40
LONGEST_ID = 36
MOST_PAGES = 100_000
WAITING_DAYS = (3, 7, 14, 30)
UNFILED = "none"
REVERSED = "-"
Query = dict[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class TypedDay:
    """A day as it was typed; `is_wrong` when it is none."""

    text: str = ""
    day: date | None = None
    is_wrong: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Two days as they were typed; both belong to the span."""

    begin: TypedDay = TypedDay()
    end: TypedDay = TypedDay()

    @property
    def is_given(self) -> bool:
        return bool(self.begin.text or self.end.text)

    @property
    def is_readable(self) -> bool:
        return not (self.begin.is_wrong or self.end.is_wrong or self.is_backwards)

    @property
    def is_backwards(self) -> bool:
        begin, end = self.begin.day, self.end.day
        return begin is not None and end is not None and begin > end


ANY_TIME = Span()


@dataclass(frozen=True, slots=True)
class Sought:
    """`order` is empty where none was chosen: then a search by end date begins with what ends first.

    `folder`, `tag`, `owner` and `kind` are public ids, `folder` also UNFILED; `columns` are empty where
    the person's own are shown.
    """

    words: str = ""
    counterparty: str = ""
    stages: tuple[str, ...] = ()
    expires: Span = ANY_TIME
    sent: Span = ANY_TIME
    folder: str = ""
    tag: str = ""
    owner: str = ""
    kind: str = ""
    party: str = ""
    waiting: int = 0
    confidential: bool = False
    unstamped: bool = False
    kept_as: str = ""
    order: str = ""
    columns: tuple[str, ...] = ()
    size: int = PAGE_SIZES[0]
    page: int = 1

    @property
    def is_readable(self) -> bool:
        return self.expires.is_readable and self.sent.is_readable

    @property
    def order_shown(self) -> Order:
        if self.order:
            return Order(self.order.removeprefix(REVERSED))
        return Order.ENDS if self.expires.begin.day or self.expires.end.day else Order.CHANGED

    @property
    def is_reversed(self) -> bool:
        return self.order.startswith(REVERSED)

    def query(self, **changes: str | list[str]) -> Query:
        """Return the address's parameters with `changes`, without those that say nothing; from page 1."""
        given: Query = {
            "q": self.words,
            "counterparty": self.counterparty,
            "stage": list(self.stages),
            "expires_from": self.expires.begin.text,
            "expires_to": self.expires.end.text,
            "sent_from": self.sent.begin.text,
            "sent_to": self.sent.end.text,
            "folder": self.folder,
            "tag": self.tag,
            "owner": self.owner,
            "type": self.kind,
            "party": self.party,
            "waiting": str(self.waiting or ""),
            "confidential": "yes" if self.confidential else "",
            "unstamped": "yes" if self.unstamped else "",
            "kept_as": self.kept_as,
            "columns": ",".join(self.columns),
            "order": self.order,
            "size": str(self.size) if self.size != PAGE_SIZES[0] else "",
        }
        return {name: value for name, value in (given | changes).items() if value}

    def conditions(self) -> Iterator[str]:
        """Return the names of what narrows the list, in the order of the page."""
        given = {
            "q": self.words,
            "counterparty": self.counterparty,
            "expires": self.expires.is_given,
            "sent": self.sent.is_given,
            "stage": self.stages,
            "party": self.party,
            "waiting": self.waiting,
            "folder": self.folder,
            "tag": self.tag,
            "type": self.kind,
            "owner": self.owner,
            "confidential": self.confidential,
            "unstamped": self.unstamped,
            "kept_as": self.kept_as,
        }
        return (name for name, value in given.items() if value)

    def within(self, begin: date, end: date) -> "Sought":
        return replace(self, expires=Span(_written(begin), _written(end)), page=1)

    def is_within(self, begin: date, end: date) -> bool:
        return (self.expires.begin.day, self.expires.end.day) == (begin, end)

    def unnarrowed(self) -> Query:
        """Return the parameters of the whole list, looked at in the same way."""
        return Sought(order=self.order, columns=self.columns, size=self.size).query()


def sought_in(arguments: "MultiDict[str, str]") -> Sought:
    """Return what an address asks for; what it cannot mean is left out, but for days, which are told."""
    size, page = _number(arguments.get("size", "")), _number(arguments.get("page", ""))
    asked, waiting = set(arguments.getlist("stage")), _number(arguments.get("waiting", ""))
    order = arguments.get("order", "")
    return Sought(
        words=arguments.get("q", "").strip()[:LONGEST_WORDS],
        counterparty=arguments.get("counterparty", "").strip()[:LONGEST_WORDS],
        stages=tuple(stage.value for stage in Stage if stage in asked),
        expires=_span(arguments, "expires"),
        sent=_span(arguments, "sent"),
        folder=arguments.get("folder", "")[:LONGEST_ID],
        tag=arguments.get("tag", "")[:LONGEST_ID],
        owner=arguments.get("owner", "")[:LONGEST_ID],
        kind=arguments.get("type", "")[:LONGEST_ID],
        party=_one_of(arguments.get("party", ""), {status.value for status in FOUND_BY}),
        waiting=waiting if waiting in WAITING_DAYS else 0,
        confidential=arguments.get("confidential") == "yes",
        unstamped=arguments.get("unstamped") == "yes",
        kept_as=_one_of(arguments.get("kept_as", ""), set(KeptAs)),
        order=order if order.removeprefix(REVERSED) in set(Order) else "",
        columns=columns_in(arguments.get("columns", "").split(",")),
        size=size if size in PAGE_SIZES else PAGE_SIZES[0],
        page=min(max(1, page), MOST_PAGES),
    )


def _one_of(text: str, known: set[str]) -> str:
    return text if text in known else ""


def _span(arguments: "MultiDict[str, str]", name: str) -> Span:
    return Span(_typed(arguments.get(f"{name}_from", "")), _typed(arguments.get(f"{name}_to", "")))


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
