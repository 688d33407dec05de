"""Precision and recall of what is read from contracts, on what was tuned on and on what was held out."""

from collections.abc import Iterator

from benchmarks.measure import MILLISECONDS, Row, Sizes, timed
from benchmarks.proposing.cases import Case, by_hand
from benchmarks.proposing.made import OWN, made_cases
from benchmarks.proposing.measuring import scored
from contracts.reading import Known, Read, propose

MADE, MADE_HELD_OUT = 44, 33
PER_CENT = 100
PAGES, LETTERS = 300, 1_500


def tuned() -> list[Case]:
    return [*by_hand("by_hand.toml"), *made_cases(MADE, 1, held_out=False)]


def held_out() -> list[Case]:
    return [*by_hand("held_out.toml"), *made_cases(MADE_HELD_OUT, 2, held_out=True)]


def rows(_sizes: Sizes) -> Iterator[Row]:
    for name, cases in (("held out", held_out()), ("tuned on", tuned())):
        yield from _of(name, cases)
    text = "\n".join(case.pages[0] for case in made_cases(5, 1, held_out=False))
    pages = [(text * 3)[:LETTERS]] * PAGES
    _found, spent = timed(lambda: propose(pages, Known((OWN,))), 3)
    yield Row("details proposed", spent, MILLISECONDS, f"{PAGES} pages, {PAGES * LETTERS:,} letters")


def _of(name: str, cases: list[Case]) -> Iterator[Row]:
    items, _rules = scored(cases)
    for item in Read:
        if not items.there[item]:
            continue
        size = f"{items.there[item]} values in {len(cases)} contracts, {name}"
        yield Row(f"precision of {item.value}", PER_CENT * items.precision(item), "%", size)
        yield Row(f"recall of {item.value}", PER_CENT * items.recall(item), "%", size)
