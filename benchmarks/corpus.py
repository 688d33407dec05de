"""An archive of Japanese contracts, the same each time: few counterparties have many contracts (Zipf)."""

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate

from benchmarks import vocabulary as words
from contracts.finding import company_key, domain_of, searchable

SEED = 20240401
FIRST_DAY = date(2018, 1, 1)
DAYS = 2900
ARCHIVE = uuid.UUID("9b3a1c52-1f3f-4c8e-8a55-0d2f4f7b6a11")


@dataclass(frozen=True, slots=True)
class Filed:
    """One contract of the archive; `amount` in yen."""

    number: str
    public_id: str
    title: str
    company: str
    person: str
    mail: str
    memo: str
    stage: str
    starts_on: date
    ends_on: date | None
    amount: int

    def text(self, owner: str) -> str:
        """Return what database.searchable writes for this contract of this owner."""
        spelled = (self.title, self.number, self.company, self.person, self.mail, owner, self.memo)
        return _lines(_folded(one) for one in spelled)

    def counterparties(self) -> str:
        said = (_folded(self.company), company_key(self.company), _folded(self.person))
        return _lines((*said, domain_of(self.mail)))


def archive(count: int) -> Iterator[Filed]:
    chance = random.Random(SEED)  # noqa: S311 -- the same archive each time
    companies = _companies(chance, max(300, count // 10))
    weights = list(accumulate(1 / (place + 5) ** 0.8 for place in range(len(companies))))
    for number in range(1, count + 1):
        company = chance.choices(companies, cum_weights=weights)[0]
        yield _filed(chance, number, company)


def _filed(chance: random.Random, number: int, company: str) -> Filed:
    kind, subject = chance.choice(words.KINDS), chance.choice(words.SUBJECTS)
    starts = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    years = chance.choice((1, 1, 1, 2, 3, 5))
    titles = (f"{kind}（{subject}）", f"{subject}に関する{kind}", kind)
    return Filed(
        number=f"{starts.year}-{number:06d}",
        public_id=str(uuid.uuid5(ARCHIVE, str(number))),
        title=chance.choice(titles),
        company=company,
        person=f"{chance.choice(words.SURNAMES)} {chance.choice(words.GIVEN)}",
        mail=f"keiyaku{number % 997}@example.co.jp",
        memo=chance.choice(words.MEMOS).format(chance.choice(words.SURNAMES)),
        stage=chance.choice(words.STAGES),
        starts_on=starts,
        ends_on=starts + timedelta(days=365 * years - 1) if chance.random() < 0.93 else None,  # noqa: PLR2004 -- as many as have an end
        amount=chance.randrange(10, 100_000) * 1000,
    )


def _companies(chance: random.Random, count: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        name = chance.choice(words.PLACES) + chance.choice(words.PLACES) * (chance.random() < 0.5)  # noqa: PLR2004 -- every second name is long
        found[chance.choice(words.FORMS).format(name + chance.choice(words.TRADES))] = None
    return list(found)


@cache
def _folded(spelled: str) -> str:
    return searchable(spelled)


def _lines(texts: Iterator[str] | tuple[str, ...]) -> str:
    return "\n".join(dict.fromkeys(text for text in texts if text))
