"""What a visitor looks for: the three keys, ranges of them, and what has no value (LW-18 to LW-21)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from sqlalchemy.orm import Session

from contracts.day_input import day_from
from contracts.money import Money, money_from
from contracts.tax_keeping import KeptAs
from contracts.tax_keys import Lacking
from database.queries.archive import Wanted
from database.queries.archive_filters import Filters
from webapp.archive import with_words

LONGEST, MOST_PAGES, LONGEST_PAGE = 200, 100_000, 6
FIELDS = ("traded_from", "traded_to", "amount_from", "amount_to", "counterparty", "kept_as", "lacking")
VALUES = (Lacking.AMOUNT, Lacking.COUNTERPARTY)
"""What a record of a year can be without; one without 取引年月日 is of no year."""

T = TypeVar("T", date, Money)


@dataclass
class Sought:
    """`typed` is what the address says, `wrong` names the fields that cannot be read."""

    typed: dict[str, str]
    page: int = 1
    wrong: set[str] = field(default_factory=set)

    def query(self, **changes: object) -> dict[str, object]:
        """Return the parameters of the address, without those that say nothing."""
        return {name: value for name, value in {**self.typed, **changes}.items() if value}

    @property
    def narrows(self) -> bool:
        return any(self.typed.values())

    def wanted(self, session: Session) -> Wanted:
        first, last = (self._read(name, day_from) for name in ("traded_from", "traded_to"))
        least, most = (self._read(name, money_from) for name in ("amount_from", "amount_to"))
        filters = Filters(
            traded_from=first,
            traded_to=last,
            least=least,
            most=most,
            kept_as=KeptAs(self.typed["kept_as"]) if self.typed["kept_as"] else None,
            lacking=Lacking(self.typed["lacking"]) if self.typed["lacking"] else None,
        )
        return with_words(session, Wanted(filters, page=self.page), "", self.typed["counterparty"])

    def _read(self, name: str, read: Callable[[str], T | None]) -> T | None:
        try:
            return read(self.typed[name])
        except ValueError:
            self.wrong.add(name)
            return None


def sought_in(arguments: Mapping[str, str]) -> Sought:
    """Return what an address asks for; a choice that is none is left out."""
    typed = {name: arguments.get(name, "").strip()[:LONGEST] for name in FIELDS}
    for name, known in (("kept_as", set(KeptAs)), ("lacking", set(VALUES))):
        if typed[name] not in known:
            typed[name] = ""
    page = arguments.get("page", "")
    is_number = page.isascii() and page.isdigit() and len(page) <= LONGEST_PAGE
    return Sought(typed, min(max(1, int(page)), MOST_PAGES) if is_number else 1)
