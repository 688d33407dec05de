"""What people type into the search box, drawn from the archive itself, so that most of it is found."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from benchmarks.corpus import SEED, Filed
from database.queries.archive import Order

COMMON = "契約"
NEVER = ("龠鼎", "鑿籬麟", "麒麟閣", "饕餮文様")
SPAN_DAYS = 365


@dataclass(frozen=True, slots=True)
class Question:
    typed: str = ""
    counterparty: str = ""
    ends: tuple[date, date] | None = None
    order: Order = Order.CHANGED


def questions(filed: Sequence[Filed], count: int) -> Iterator[tuple[str, list[Question]]]:
    """Yield each kind of question with `count` of them; contracts are drawn, so common names come often."""
    chance = random.Random(SEED)  # noqa: S311 -- the same questions each time
    drawn = chance.choices(filed, k=count)
    yield "two characters", [Question(_piece(chance, one.title, 2)) for one in drawn]
    yield "four characters", [Question(_piece(chance, one.title, 4)) for one in drawn]
    yield "a company", [Question(one.company) for one in drawn]
    yield "a company and a word", [Question(f"{one.company} {_piece(chance, one.title, 3)}") for one in drawn]
    yield "counterparty × expiry", [_expiring(one) for one in drawn]
    yield "nothing found", [Question(chance.choice(NEVER)) for _ in drawn]
    yield "a common word, counted", [Question(COMMON) for _ in drawn]


def _piece(chance: random.Random, text: str, length: int) -> str:
    start = chance.randrange(max(1, len(text) - length))
    return text[start : start + length]


def _expiring(one: Filed) -> Question:
    year = (one.ends_on or one.starts_on).year
    return Question(counterparty=one.company, ends=(date(year, 1, 1), date(year, 12, 31)), order=Order.ENDS)
