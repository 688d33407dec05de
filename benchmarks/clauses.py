"""What the contracts of the archive say: about 1,300 characters each, the same every time."""

import random
from collections.abc import Iterator, Sequence

from benchmarks import vocabulary as words
from benchmarks.corpus import SEED

LONG_ENOUGH = 1_250
CLAUSES = (
    "第{n}条（目的）　甲は、{subject}に関する業務を乙に委託し、乙はこれを受託する。",
    "第{n}条（秘密保持）　甲及び乙は、{subject}に関し知り得た相手方の情報を第三者に開示してはならない。",
    "第{n}条（対価）　甲は乙に対し、金{amount:,}円を毎月末日締め翌月末日までに{place}銀行の口座に振り込む。",
    "第{n}条（期間）　本契約の有効期間は、{year}年{month}月{day}日から{months}か月間とする。",
    "第{n}条（再委託）　乙は、甲の承諾を得た場合に限り、{subject}を{place}{trade}に再委託することができる。",
    "第{n}条（損害賠償）　甲又は乙は、金{amount:,}円を上限として、相手方の損害を賠償する責任を負う。",
    "第{n}条（検収）　甲は、{subject}の納入後{day}日以内に検査を行い、結果を{surname}{given}に通知する。",
    "第{n}条（管轄）　一切の紛争については、{place}地方裁判所を第一審の専属的合意管轄裁判所とする。",
    "第{n}条（報告）　乙は、毎月{day}日までに{place}の{surname}{given}が{subject}の状況を報告する。",
    "第{n}条（反社会的勢力の排除）　甲及び乙は、暴力団その他これに準ずる者に該当しないことを表明し確約する。",
)


def said(count: int) -> Iterator[str]:
    chance = random.Random(SEED + 1)  # noqa: S311 -- the same archive each time
    for _ in range(count):
        text, n = "", 1
        while len(text) < LONG_ENOUGH:
            text += _clause(chance, n)
            n += 1
        yield text


def asked(texts: Sequence[str], count: int) -> Iterator[tuple[str, list[str]]]:
    """Yield each kind of question with `count` of them, drawn from the texts."""
    chance = random.Random(SEED + 2)  # noqa: S311 -- the same questions each time
    drawn = chance.choices(texts, k=count)
    for length in (2, 4, 8):
        yield f"{length} characters", [_piece(chance, text, length) for text in drawn]
    yield "two words", [f"{_piece(chance, text, 3)} {_piece(chance, text, 4)}" for text in drawn]
    yield "nothing found", ["饕餮文様の壺" for _ in drawn]


def _clause(chance: random.Random, n: int) -> str:
    return chance.choice(CLAUSES).format(
        n=n,
        subject=chance.choice(words.SUBJECTS),
        place=chance.choice(words.PLACES),
        trade=chance.choice(words.TRADES),
        surname=chance.choice(words.SURNAMES),
        given=chance.choice(words.GIVEN),
        amount=chance.randrange(1, 9_999) * 1000,
        year=chance.randrange(2018, 2027),
        month=chance.randrange(1, 13),
        day=chance.randrange(1, 29),
        months=chance.randrange(1, 61),
    )


def _piece(chance: random.Random, text: str, length: int) -> str:
    """A piece without punctuation, as somebody types a word."""
    while True:
        start = chance.randrange(len(text) - length)
        piece = text[start : start + length]
        if piece.isalnum():
            return piece
