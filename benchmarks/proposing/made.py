"""Contracts made of phrases, each with what a person would read in it."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.proposing.cases import Case
from benchmarks.proposing.phrases import HELD_OUT, TUNED
from contracts.periods import end_of, period_from

OWN = "株式会社イマオス管理"
OTHERS = (
    "株式会社山田商事",
    "有限会社サトウ工業",
    "合同会社ミライデザイン",
    "東和不動産株式会社",
    "一般社団法人地域振興会",
    "医療法人社団桜会",
    "髙﨑電機株式会社",
    "株式会社カフェ・リブラ",
    "学校法人青空学園",
    "ニッポン・ロジスティクス株式会社",
    "佐藤一郎",
    "税理士法人まつば",
)
FULL = str.maketrans("0123456789,", "０１２３４５６７８９，")
TAXES = {"税込": "税込", "税抜": "税抜", "消費税別": "税抜", "消費税及び地方消費税を含む": "税込"}
KANJI = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of contract: `pays` is total, monthly or nothing."""

    title: str
    kind: str
    roles: tuple[str, str]
    what: str
    pays: str
    lasts: bool = True


SORTS = (
    Sort("秘密保持契約書", "秘密保持", ("開示者", "受領者"), "", "nothing"),
    Sort("業務委託契約書", "業務委託", ("委託者", "受託者"), "委託料", "total"),
    Sort("業務委託基本契約書", "業務委託", ("委託者", "受託者"), "業務委託料", "monthly"),
    Sort("建物賃貸借契約書", "賃貸借", ("貸主", "借主"), "賃料", "monthly"),
    Sort("物品売買契約書", "売買", ("売主", "買主"), "売買代金", "total", lasts=False),
    Sort("建設工事請負契約書", "請負", ("発注者", "請負人"), "請負代金額", "total"),
    Sort("ソフトウェアライセンス契約書", "ライセンス", ("許諾者", "被許諾者"), "ライセンス料", "total"),
    Sort("システム保守契約書", "保守", ("委託者", "受託者"), "保守料", "monthly"),
    Sort("顧問契約書", "顧問", ("委任者", "受任者"), "顧問料", "monthly"),
    Sort("販売代理店契約書", "代理店", ("本人", "代理店"), "", "nothing"),
    Sort("労働者派遣基本契約書", "派遣", ("派遣先", "派遣元"), "", "nothing"),
)


def made_cases(count: int, seed: int, *, held_out: bool) -> list[Case]:
    """Return contracts that are the same each time; those held out use phrases no other uses."""
    chance = random.Random(seed)  # noqa: S311 -- no secret is made here
    phrases: Mapping[str, Sequence[str]] = HELD_OUT if held_out else TUNED
    return [_Maker(chance, phrases, SORTS[number % len(SORTS)], number).case() for number in range(count)]


class _Maker:
    def __init__(
        self, chance: random.Random, phrases: Mapping[str, Sequence[str]], sort: Sort, number: int
    ) -> None:
        self.chance, self.phrases, self.sort = chance, phrases, sort
        self.name = f"{sort.kind}-{number}"
        self.spelling = chance.choice((self._western, self._era, self._wide, self._kanji))
        self.expected: dict[str, str] = {"title": sort.title, "kind": sort.kind, "own_company": OWN}

    def case(self) -> Case:
        signed = date(2019, 6, 1) + timedelta(days=self.chance.randrange(2600))
        self.expected["agreed_on"] = signed.isoformat()
        body = [self._parties(), *self._clauses(signed)]
        articles = [f"第{number}条　{text}" for number, text in enumerate(body[1:], 1) if text]
        ending = self._phrase("signed").format(day=self.spelling(signed))
        text = "\n".join([self.sort.title, body[0], *articles, ending])
        return Case(self.name, (OWN,), (text,), self.expected)

    def _phrase(self, kind: str) -> str:
        return self.chance.choice(self.phrases[kind])

    def _parties(self) -> str:
        other = self.chance.choice(OTHERS)
        self.expected["counterparties"] = other
        is_first = self.chance.random() < 0.5  # noqa: PLR2004 -- even chances
        a, b = (OWN, other) if is_first else (other, OWN)
        phrase = self._phrase("parties")
        role_a, role_b = self.sort.roles
        named = ("当社", "相手方") if "当社" in phrase else ("甲", "乙")
        if "{role_a}" in phrase:
            named = (role_a, role_b)
        self.expected["party_standing"] = named[0] if is_first else named[1]
        return phrase.format(a=a, b=b, role_a=role_a, role_b=role_b)

    def _clauses(self, signed: date) -> list[str]:
        clauses = [*self._paid(), *self.chance.sample(list(self.phrases["noise"]), 2)]
        if self.sort.lasts:
            clauses += self._lasting(signed)
        if self.chance.random() < 0.6:  # noqa: PLR2004 -- most have it
            clauses.append(self._phrase("antisocial"))
            self.expected["antisocial_clause"] = "yes"
        if self.chance.random() < 0.5:  # noqa: PLR2004 -- half have it
            clauses.append("本契約に関する紛争は、横浜地方裁判所を第一審の専属的合意管轄裁判所とする。")
            self.expected["court"] = "横浜地方裁判所"
        return clauses

    def _paid(self) -> list[str]:
        if self.sort.pays == "nothing":
            return []
        amount = self.chance.choice((85_000, 1_200_000, 330_000, 2_500_000, 48_000_000))
        said = self.chance.choice(list(TAXES))
        item = "amount" if self.sort.pays == "total" else "monthly_amount"
        self.expected[item] = f"{amount:,} {TAXES[said]}"
        phrase = self._phrase("amount" if item == "amount" else "monthly")
        told = phrase.format(what=self.sort.what, money=self._money(amount), digits=f"{amount:,}", tax=said)
        return [told]

    def _lasting(self, signed: date) -> list[str]:
        start = (signed.replace(day=1) + timedelta(days=32)).replace(day=1)
        length = self.chance.choice(("1年", "2年", "6か月", "3年"))
        end = end_of(start, period_from(length), first_day_counts=True)
        self.expected |= {"starts_on": start.isoformat(), "ends_on": end.isoformat()}
        span = self._phrase("span").format(
            start=self.spelling(start), end=self.spelling(end), length=self._length(length)
        )
        return [span + self._renewal()]

    def _renewal(self) -> str:
        if self.chance.random() < 0.6:  # noqa: PLR2004 -- most renew
            notice = self.chance.choice(("1か月", "3か月", "30日", "6か月", "60日"))
            renewal = self.chance.choice(("1年", "6か月", "2年"))
            self.expected |= {"auto_renews": "yes", "renews_for": renewal, "notice": notice}
            return self._phrase("renewal").format(notice=self._length(notice), renewal=self._length(renewal))
        said = self._phrase("no_renewal")
        if said:
            self.expected["auto_renews"] = "no"
        return said

    def _length(self, length: str) -> str:
        return self.chance.choice((length, length.translate(FULL), length.replace("か月", "ヶ月")))

    def _money(self, amount: int) -> str:
        spelled = f"{amount:,}円"
        ten_thousands = f"{amount // 10_000}万円" if amount % 10_000 == 0 else spelled
        return self.chance.choice((spelled, spelled.translate(FULL), ten_thousands))

    @staticmethod
    def _western(day: date) -> str:
        return f"{day.year}年{day.month}月{day.day}日"

    @staticmethod
    def _wide(day: date) -> str:
        return f"{day.year}年{day.month}月{day.day}日".translate(FULL)

    @staticmethod
    def _era(day: date) -> str:
        year = day.year - 2018
        return f"令和{'元' if year == 1 else year}年{day.month}月{day.day}日"

    @staticmethod
    def _kanji(day: date) -> str:
        year = "".join(KANJI[int(digit)] for digit in str(day.year))
        return f"{year}年{_ten(day.month)}月{_ten(day.day)}日"


def _ten(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{KANJI[tens]}十"
    return head + (KANJI[ones] if ones else "")
