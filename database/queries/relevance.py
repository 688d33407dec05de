"""Few contracts sorted by how well they answer what was typed."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.finding import Words
from contracts.finding.relevance import Hit, rank
from database.contract import Contract
from database.party import Party


def by_relevance(session: Session, ids: Sequence[int], words: Words) -> list[int]:
    """Return `ids`, what is named so first; of two alike, the one that changed last."""
    names = _names(session, ids)
    asked = (Contract.id, Contract.title, Contract.number, Contract.changed_at)
    text = (Contract.search_text, Contract.search_counterparties)
    ranked = [
        (rank(words, Hit(row[1], names[row[0]], row[2] or "", row[4], row[5])), -row[3].timestamp(), -row[0])
        for row in session.execute(select(*asked, *text).where(Contract.id.in_(ids)))
    ]
    return [-newest for _rank, _changed, newest in sorted(ranked)]


def _names(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    others = select(Party.contract_id, Party.company, Party.name).where(
        Party.contract_id.in_(ids), Party.own.is_(False)
    )
    for contract, company, name in session.execute(others):
        found[contract] += [company, name]
    return found
