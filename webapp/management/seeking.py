"""What the archive was asked for: all of it is in the address, so that a search can be shared."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from contracts.day_input import day_from
from contracts.finding import is_cut
from contracts.life import Life
from contracts.money import Money, money_from
from contracts.stage import Stage
from contracts.tax_keeping import KeptAs
from contracts.tax_keys import Lacking
from database.queries.archive import Order
from database.queries.archive_filters import FOUND_BY, RENEWING
from database.queries.contracts import PAGE_SIZES
from webapp.management.columns import columns_in
from webapp.management.spans import Span, Typed, span_in

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

LONGEST_WORDS = 200
LONGEST_ID = 36
MOST_PAGES = 100_000
WAITING_DAYS = (3, 7, 14, 30)
LONGEST_CODE = 80
UNFILED = "none"
ONLY_FACTS = "0"
REVERSED = "-"
Query = dict[str, str | list[str]]
EVERYTHING: Query = {"view": "all"}
"""What an address says that narrows nothing: without it the list opens as its reader has chosen."""
SPANS = ("traded", "starts", "expires", "notice", "amount", "sent", "concluded")
"""What is narrowed by two limits, in the order of the page."""


ANY_TIME: Span[date] = Span()
ANY_AMOUNT: Span[Money] = Span()


@dataclass(frozen=True, slots=True)
class Sought:
    """`order` is empty where none was chosen: then a search by end date begins with what ends first.

    `traded` is 取引年月日, `notice` 更新拒絶期限, `lacking` what has no value (`contracts.tax_keys.Lacking`).
    `company` is one counterparty by its name, `counterparty` what is typed of one; `renews` is 自動更新,
    `item` the code of a 独自の項目 and `item_value` what it says. Without `bodies` no words are looked for in
    documents.
    `over`: 保存期間 is over; only for who may hold. `is_cut`: more words were typed than are looked for.
    `folder`, `tag`, `owner` and `kind` are public ids, `folder` also UNFILED; `columns` are empty where
    the person's own are shown.
    """

    words: str = ""
    bodies: bool = True
    counterparty: str = ""
    company: str = ""
    number: str = ""
    stages: tuple[str, ...] = ()
    traded: Span[date] = ANY_TIME
    starts: Span[date] = ANY_TIME
    expires: Span[date] = ANY_TIME
    notice: Span[date] = ANY_TIME
    amount: Span[Money] = ANY_AMOUNT
    renews: str = ""
    item: str = ""
    item_value: str = ""
    lacking: str = ""
    life: str = ""
    sent: Span[date] = ANY_TIME
    concluded: Span[date] = ANY_TIME
    folder: str = ""
    tag: str = ""
    owner: str = ""
    kind: str = ""
    party: str = ""
    waiting: int = 0
    confidential: bool = False
    unstamped: bool = False
    flagged: bool = False
    unconfirmed: bool = False
    over: bool = False
    kept_as: str = ""
    order: str = ""
    columns: tuple[str, ...] = ()
    size: int = PAGE_SIZES[0]
    page: int = 1
    is_cut: bool = False

    @property
    def is_readable(self) -> bool:
        return all(getattr(self, name).is_readable for name in SPANS)

    @property
    def order_shown(self) -> Order:
        if self.order:
            return Order(self.order.removeprefix(REVERSED))
        if self.expires.begin.value or self.expires.end.value:
            return Order.ENDS
        if self.notice.begin.value or self.notice.end.value:
            return Order.NOTICE
        return Order.RELEVANCE if self.words else Order.CHANGED

    @property
    def is_reversed(self) -> bool:
        return self.order.startswith(REVERSED)

    def query(self, **changes: str | list[str]) -> Query:
        """Return the address's parameters with `changes`, without those that say nothing; from page 1."""
        given: Query = {
            "q": self.words,
            "body": "" if self.bodies else ONLY_FACTS,
            "counterparty": self.counterparty,
            "company": self.company,
            "number": self.number,
            "renews": self.renews,
            "item": self.item,
            "item_value": self.item_value,
            "stage": list(self.stages),
            "lacking": self.lacking,
            "life": self.life,
            "folder": self.folder,
            "tag": self.tag,
            "owner": self.owner,
            "type": self.kind,
            "party": self.party,
            "waiting": str(self.waiting or ""),
            "confidential": "yes" if self.confidential else "",
            "unstamped": "yes" if self.unstamped else "",
            "flagged": "yes" if self.flagged else "",
            "unconfirmed": "yes" if self.unconfirmed else "",
            "over": "yes" if self.over else "",
            "kept_as": self.kept_as,
            "columns": ",".join(self.columns),
            "order": self.order,
            "size": str(self.size) if self.size != PAGE_SIZES[0] else "",
        }
        for name in SPANS:
            given |= getattr(self, name).parameters(name)
        return {name: value for name, value in (given | changes).items() if value} or EVERYTHING

    def conditions(self) -> Iterator[str]:
        """Return the names of what narrows the list, in the order of the page."""
        given = {
            "q": self.words,
            "body": bool(self.words) and not self.bodies,
            "counterparty": self.counterparty,
            "company": self.company,
            "number": self.number,
            **{name: getattr(self, name).is_given for name in SPANS},
            "renews": self.renews,
            "item": self.item,
            "lacking": self.lacking,
            "life": self.life,
            "stage": self.stages,
            "party": self.party,
            "waiting": self.waiting,
            "folder": self.folder,
            "tag": self.tag,
            "type": self.kind,
            "owner": self.owner,
            "confidential": self.confidential,
            "unstamped": self.unstamped,
            "flagged": self.flagged,
            "unconfirmed": self.unconfirmed,
            "over": self.over,
            "kept_as": self.kept_as,
        }
        return (name for name, value in given.items() if value)

    def within(self, name: str, begin: date, end: date) -> Query:
        """Return the parameters that narrow the span `name` to these two days."""
        return self.query(**Span(_written(begin), _written(end)).parameters(name))

    def is_within(self, name: str, begin: date, end: date) -> bool:
        span: Span[date] = getattr(self, name)
        return (span.begin.value, span.end.value) == (begin, end)

    def unnarrowed(self) -> Query:
        """Return the parameters of the whole list, looked at in the same way."""
        return Sought(order=self.order, columns=self.columns, size=self.size).query()


def sought_in(arguments: "MultiDict[str, str]") -> Sought:
    """Return what an address asks for; what it cannot mean is left out, but for days, which are told."""
    size, page, waiting = (_number(arguments.get(name, "")) for name in ("size", "page", "waiting"))
    return Sought(
        words=arguments.get("q", "").strip()[:LONGEST_WORDS],
        bodies=arguments.get("body", "") != ONLY_FACTS,
        counterparty=arguments.get("counterparty", "").strip()[:LONGEST_WORDS],
        company=arguments.get("company", "").strip()[:LONGEST_WORDS],
        number=arguments.get("number", "").strip()[:LONGEST_ID],
        stages=tuple(stage.value for stage in Stage if stage in arguments.getlist("stage")),
        traded=span_in(arguments, "traded", day_from),
        starts=span_in(arguments, "starts", day_from),
        expires=span_in(arguments, "expires", day_from),
        notice=span_in(arguments, "notice", day_from),
        amount=span_in(arguments, "amount", money_from),
        renews=_one_of(arguments.get("renews", ""), set(RENEWING)),
        item=arguments.get("item", "")[:LONGEST_CODE],
        item_value=arguments.get("item_value", "").strip()[:LONGEST_WORDS] if arguments.get("item") else "",
        lacking=_one_of(arguments.get("lacking", ""), set(Lacking)),
        life=_one_of(arguments.get("life", ""), set(Life)),
        sent=span_in(arguments, "sent", day_from),
        concluded=span_in(arguments, "concluded", day_from),
        folder=arguments.get("folder", "")[:LONGEST_ID],
        tag=arguments.get("tag", "")[:LONGEST_ID],
        owner=arguments.get("owner", "")[:LONGEST_ID],
        kind=arguments.get("type", "")[:LONGEST_ID],
        party=_one_of(arguments.get("party", ""), {status.value for status in FOUND_BY}),
        waiting=waiting if waiting in WAITING_DAYS else 0,
        confidential=arguments.get("confidential") == "yes",
        unstamped=arguments.get("unstamped") == "yes",
        flagged=arguments.get("flagged") == "yes",
        unconfirmed=arguments.get("unconfirmed") == "yes",
        over=arguments.get("over") == "yes",
        kept_as=_one_of(arguments.get("kept_as", ""), set(KeptAs)),
        order=_order_in(arguments.get("order", "")),
        columns=columns_in(arguments.get("columns", "").split(",")),
        size=size if size in PAGE_SIZES else PAGE_SIZES[0],
        page=min(max(1, page), MOST_PAGES),
        is_cut=any(is_cut(arguments.get(name, "")) for name in ("q", "counterparty")),
    )


def _order_in(text: str) -> str:
    return text if text.removeprefix(REVERSED) in set(Order) else ""


def _one_of(text: str, known: set[str]) -> str:
    return text if text in known else ""


def _written(day: date) -> Typed[date]:
    return Typed(day.isoformat(), day)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0  # noqa: PLR2004 -- no page has more digits
