"""From what a person typed to what a query asks for; the pages and the API search alike."""

from dataclasses import replace

from sqlalchemy.orm import Session

from contracts.finding import NOTHING, counterparty_words, words_from
from database.contract import Contract
from database.queries.archive import Wanted, begin_reading
from search import Columns
from webapp.parts import parts

COLUMNS = Columns(
    id=Contract.id,
    rev=Contract.rev,
    indexed_rev=Contract.indexed_rev,
    text=Contract.search_text,
    counterparties=Contract.search_counterparties,
    tokens=Contract.search_tokens,
)


def with_words(session: Session, wanted: Wanted, typed: str, counterparty: str) -> Wanted:
    """Return `wanted` narrowed to contracts that hold these words and have this counterparty."""
    words = words_from(typed)
    named = counterparty_words(counterparty) if counterparty.strip() else NOTHING
    if not words and not named:
        return wanted
    begin_reading(session)
    conditions = parts().finder.conditions(COLUMNS, words, named)
    return replace(wanted, conditions=conditions, spelled=(*words.spelled, *named.spelled))
