"""What lies among the hits of a search, counted by what lists are narrowed by (domain.md E.3).

Read are only rows that the person was found to be allowed to see, at most as many as are counted out.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contracts.stage import STANDING
from contracts.tax_keys import Lacking
from database.contract import Contract
from database.party import Party
from database.queries.archive_filters import lacks

MOST_COMPANIES = 8


@dataclass(frozen=True, slots=True)
class Company:
    """A counterparty of the hits under one of its names; `count` are the contracts it is in."""

    key: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """How many hits have each value; ids of rows where they are filed by one, 0 of what lies in no folder.

    `lives` are of contracts that stand, `ends` the end dates themselves, `lacking` the hits without one of
    the three keys of the tax law.
    """

    companies: Sequence[Company] = ()
    stages: Counter[str] = field(default_factory=Counter)
    lives: Counter[str] = field(default_factory=Counter)
    types: Counter[int] = field(default_factory=Counter)
    owners: Counter[int] = field(default_factory=Counter)
    folders: Counter[int] = field(default_factory=Counter)
    ends: Counter[date] = field(default_factory=Counter)
    lacking: int = 0

    def ending(self, first: date, last: date) -> int:
        """Count what ends from `first` to `last`, both included."""
        return sum(count for day, count in self.ends.items() if first <= day <= last)


def facets_of(session: Session, found: Sequence[int]) -> Facets:
    """Return what these contracts have in common; `found` are ids of what the person may see."""
    if not found:
        return Facets()
    here = Contract.id.in_(found)
    asked = (Contract.stage, Contract.life, Contract.type_id, Contract.owner_id, Contract.folder_id)
    query = select(*asked, Contract.ends_on, lacks(Lacking.TAX_KEY)).where(here)
    rows = session.execute(query).all()
    return Facets(
        companies=_companies(session, found),
        stages=Counter(row[0] for row in rows),
        lives=Counter(row[1] for row in rows if row[0] in STANDING),
        types=_given(row[2] for row in rows),
        owners=_given(row[3] for row in rows),
        folders=Counter(row[4] or 0 for row in rows),
        ends=Counter(row[5] for row in rows if row[5] is not None),
        lacking=sum(bool(row[6]) for row in rows),
    )


def _given(values: Iterable[int | None]) -> Counter[int]:
    return Counter(one for one in values if one is not None)


def _companies(session: Session, found: Sequence[int]) -> Sequence[Company]:
    count = func.count(Party.contract_id.distinct())
    name = func.max(func.coalesce(func.nullif(Party.company, ""), Party.name))
    query = (
        select(Party.company_key, name, count)
        .where(Party.contract_id.in_(found), Party.own.is_(False), Party.company_key != "")
        .group_by(Party.company_key)
        .order_by(count.desc(), Party.company_key)
    )
    return [Company(*row) for row in session.execute(query.limit(MOST_COMPANIES))]
