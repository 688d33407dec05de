"""All that is read from one contract."""

from collections.abc import Iterator, Sequence
from datetime import date

from contracts.periods import Period, Unit, end_of
from contracts.reading.amounts import amounts_in
from contracts.reading.clauses import clauses_in
from contracts.reading.found import Found, Known, Read
from contracts.reading.parties import parties_in
from contracts.reading.plain import PlainText, plain_text
from contracts.reading.renewal import renewal_in
from contracts.reading.terms import terms_in
from contracts.reading.titles import titles_in

MONTHS_OF_A_YEAR = 12
_LONGEST_MONTHS = 240


def propose(pages: Sequence[str], known: Known) -> tuple[Found, ...]:
    """Return at most one proposal for each item, of the words of the pages; a scan without text says none.

    Any text may be given, also noise: it is read once by each rule, and never refused.
    """
    return tuple(_proposals(plain_text(pages), known))


def _proposals(text: PlainText, known: Known) -> Iterator[Found]:
    if not text.whole:
        return
    yield from titles_in(text)
    yield from parties_in(text, known)
    terms = list(terms_in(text))
    yield from terms
    yield from renewal_in(text, _first_length({one.item: one.value for one in terms}))
    yield from amounts_in(text)
    yield from clauses_in(text)


def _first_length(terms: dict[Read, str]) -> str:
    """Return 1年 or 6か月 where the contract lasts just so long first, else nothing."""
    if Read.STARTS_ON not in terms or Read.ENDS_ON not in terms:
        return ""
    start, end = (date.fromisoformat(terms[item]) for item in (Read.STARTS_ON, Read.ENDS_ON))
    months = (end.year - start.year) * MONTHS_OF_A_YEAR + end.month - start.month
    for count in (months, months + 1):
        if (
            0 < count <= _LONGEST_MONTHS
            and end_of(start, Period(count, Unit.MONTH), first_day_counts=True) == end
        ):
            return _spelled(count)
    return ""


def _spelled(months: int) -> str:
    if months % MONTHS_OF_A_YEAR:
        return Period(months, Unit.MONTH).spelled
    return Period(months // MONTHS_OF_A_YEAR, Unit.YEAR).spelled
