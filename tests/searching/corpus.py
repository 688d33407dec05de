"""A believable archive from a seed: titles, companies and people that share most of their characters."""

import random
from datetime import date, timedelta

from tests.searching.archive import Paper

TITLES = (
    *(
        "秘密保持契約書",
        "業務委託基本契約書",
        "業務委託個別契約書",
        "建物賃貸借契約書",
        "変更覚書",
        "売買契約書",
    ),
    "保守契約書（サーバー）",
)
COMPANIES = (
    *("株式会社髙島商事", "高島商事㈱", "(株)山田商事", "株式会社山田商事", "髙﨑工務店", "イマオス不動産"),
    *(
        "ABC家賃保証株式会社",
        "ＡＢＣ物流",
        "一般社団法人青葉協会",
        "マネー・フォワード",
        "渡邉設計",
        "𠮷田製作所",
    ),
)
PEOPLE = ("渡邉　花子", "渡辺太郎", "髙橋 誠", "齋藤 恵", "佐藤 一郎", "長谷川 一郎")
MEMOS = ("", "自動更新あり。", "原本はB-12の棚。", "第十二条を変更。", "1,200,000円から減額。", "100%_保証*")
CLAUSES = (
    *(
        "第十二条（秘密保持）　甲及び乙は、電⼦契約に関し知り得た秘密を漏らさない。",
        "乙は業務委 託料を、翌月末日までに\n振り込む方法で支払う。",
    ),
    *(
        "京都地方裁判所を第一審の専属的合意管轄裁判所とする。",
        "引き渡し後六か月以内に不適合が判明したときは補修する。",
    ),
    "THE PARTIES AGREE 100%_保証* to B-12.",
)


def papers(count: int, seed: int = 7) -> list[Paper]:
    """Every third has a document of two pages."""
    chosen = random.Random(seed)  # noqa: S311 -- repeatable, and no secret
    return [
        Paper(
            title=f"{chosen.choice(TITLES)}第{number % 40}号",
            company=chosen.choice(COMPANIES),
            name=chosen.choice(PEOPLE),
            number=f"2026-{number:06d}",
            memo=chosen.choice(MEMOS),
            mail=f"someone{number % 9}@example.com",
            ends_on=date(2026, 4, 1) + timedelta(days=chosen.randrange(700)),
            body=(CLAUSES[number % 5], CLAUSES[number % 4]) if number % 3 == 0 else (),
        )
        for number in range(1, count + 1)
    ]


def parts_of(texts: list[str], count: int, seed: int = 11) -> list[str]:
    """Return pieces of what is there, of every length, and pairs of them."""
    chosen = random.Random(seed)  # noqa: S311 -- repeatable, and no secret
    found: list[str] = []
    while len(found) < count:
        text = chosen.choice(texts).replace('"', "")
        begin = chosen.randrange(len(text))
        found.append(text[begin : begin + chosen.choice((1, 2, 2, 3, 4, 6, 9))])
    return found + [f"{one} {other}" for one, other in zip(found[::5], found[1::5], strict=False)]
