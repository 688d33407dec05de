"""取引金額: 「金○○円」 that is the whole price; what is paid each month is told apart (UX-13)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from contracts.metadata import amount_spelled
from contracts.money import EXCLUDED, INCLUDED, Money, money_from
from contracts.reading.found import Found, Read
from contracts.reading.plain import PlainText

_DIGITS = r"\d{1,3}(?:,\d{3})+|\d{1,13}(?:\.\d{1,2})?"
_KANJI = "〇零一二三四五六七八九十百千壱弐参拾萬"
_MONEY = re.compile(
    rf"(?P<yen>[¥\\])(?P<plain>{_DIGITS})(?:-|円|也|、|\b)?"
    rf"|(?<![{_KANJI}億万兆\d,.])(?P<spelled>[{_KANJI}億万兆\d][{_KANJI}億万兆\d,.]{{0,24}})円(?:也|整)?"
)
"""Bounded, and begun only where a number does: no row of digits makes it slow."""
_WHOLE = re.compile(
    r"請負代金|契約金額|契約総額|売買代金|売買金額|売買価格|代金総額|総額|合計|取引金額|譲渡代金|譲渡価[額格]|貸付金|借入金"
    r"|工事代金|貸し渡|貸付け|元金|委託料総額|請負金額|見積金額|契約代金"
)
_PRICE = re.compile(
    r"委託料|報酬|対価|代金|料金|費用|許諾料|ライセンス料|掲載料|制作費|手数料総額|研修料|使用料|業務料|売価|価格|金額"
)
_MONTHLY = re.compile(
    r"月額|毎月|月々|1[かカヶヵ箇ケ]月(?:につき|あたり|当たり|分)?|月あたり|月当たり|賃料|家賃|共益費|管理費|月給|基本給|顧問料|月次|保守料"
)
_EACH_MONTH = re.compile(r"(?:\([^()]{0,30}\))?(?:ずつ)?を?、?毎月")
_YEARLY = re.compile(
    r"年額|毎年|1年(?:につき|あたり|当たり)|年間使用料|年会費|時給|日給|単価|1時間|1個|1件|1人|人月"
)
_OTHER = re.compile(
    r"違約金|損害|上限|限度|資本金|手付|敷金|保証金|礼金|更新料|遅延|内金|着手金|中間金|残(?:代)?金|前払|前渡|消費税額?(?:等|相当額)?[は:・]*$"
    r"|うち|税額|交通費|印紙|通勤|手当|小計|極度額|過料|罰金|を?下回|超え|未満|以上|予算|(?:消費税|税)(?:\(\d+%\))?[は:・]*$"
)
_TAXES = (
    (
        EXCLUDED,
        re.compile(
            r"税抜|税別|(?:消費税|税)[^。]{0,14}(?:別途|含まない|含まず|含まれない|除く|加算|別に)|(?:消費税|税)[^。、)]{0,10}別(?!紙|表|記)"
        ),
    ),
    (INCLUDED, re.compile(r"税込|内税|うち消費税|(?:消費税|税)[^。]{0,16}(?:含む|込み|含み|含んだ|含める)")),
)
_NEAR, _BEHIND, _MOST_SUMS = 30, 34, 2_000
_CHANGED = re.compile(r"^(?:\([^()]{0,12}\))?(?:から|を[^。]{0,24}に(?:変更|改め|増額|減額))")


@dataclass(frozen=True, slots=True)
class _Sum:
    money: Money
    start: int
    end: int
    rule: str
    item: Read


def amounts_in(text: PlainText) -> Iterator[Found]:
    """The first sum called the whole price, else the first price; and the first that is monthly."""
    sums = list(islice(_sums(text.whole), _MOST_SUMS))
    for item, rules in _CHOSEN.items():
        one = next((one for rule in rules for one in sums if one.rule == rule), None)
        if one is not None:
            yield text.found(item, amount_spelled("stated", one.money), one.rule, (one.start, one.end))


_CHOSEN = {
    Read.AMOUNT: ("amount.whole", "amount.price"),
    Read.MONTHLY: ("amount.monthly",),
}


def _sums(whole: str) -> Iterator[_Sum]:
    for found in _MONEY.finditer(whole):
        money = _money(found)
        if money is None:
            continue
        before = whole[max(0, found.start() - _NEAR) : found.start()]
        before = re.split(r"。|円", before)[-1]
        after = re.split(r"。|円|¥", whole[found.end() : found.end() + _BEHIND])[0]
        rule = _rule(before, after)
        if rule:
            item = Read.MONTHLY if rule == "amount.monthly" else Read.AMOUNT
            yield _Sum(replace(money, tax=_tax(after, before)), found.start(), found.end(), rule, item)


def _rule(before: str, after: str) -> str:
    """Return the rule by what is said right before and behind it; empty for a sum of another sort."""
    if (
        _CHANGED.match(after)
        or _OTHER.search(before)
        or after.startswith(("を上限", "を限度", "以上", "以下"))
    ):
        return ""
    if _YEARLY.search(before) or after.startswith("/年"):
        return ""
    if _MONTHLY.search(before) or after.startswith(("/月", "(月額", "/月額")):
        return "amount.monthly"
    if _WHOLE.search(before) or "貸し渡" in after or "貸し付け" in after:
        return "amount.whole"
    if _EACH_MONTH.match(after):
        return "amount.monthly"
    return "amount.price" if _PRICE.search(before) else ""


def _money(found: re.Match[str]) -> Money | None:
    try:
        money = money_from(found["plain"] or found["spelled"])
    except ValueError:
        return None
    return money if money and money.amount else None


def _tax(after: str, before: str) -> str:
    near = after[:_BEHIND]
    for tax, words in _TAXES:
        if words.search(near) or words.search(before[-10:]):
            return tax
    return ""
