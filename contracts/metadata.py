"""契約情報 that may be set at any time: the items, and how each is read and kept (MK-03, LW-22).

A value is text: a day as 2026-04-01, an amount as `contracts.money` writes it, empty for none.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from contracts.custom_values import value_of
from contracts.day_input import day_from
from contracts.money import EXCLUDED, INCLUDED, Money, money_from, written
from contracts.periods import period_from
from contracts.refusals import Refused
from contracts.tax_keeping import KeptAs
from contracts.type_preset import CustomField

LONGEST_MEMO, LONGEST_LINE = 20_000, 200
NO_AMOUNT, YES, NO = "none", "yes", "no"
OWN_ITEM = "custom:"
"""Before the code of an item of the 契約種別's own."""
ANSWER = "renewal_answer"
"""更新判断: no item of the table, it is given on a page of its own (`contracts.renewal.Answer`, MK-22)."""
TAX_WORDS = {INCLUDED: "税込", EXCLUDED: "税抜"}
TAX_WORDS_TYPED = {"tax included": "税込", "excluding tax": "税抜"}
NO_AMOUNT_TYPED = {NO_AMOUNT, "記載なし", "none stated"}
"""As the pages say it in English; an amount is read with these words in front of it or behind."""


class Item(StrEnum):
    """The items every contract has; AMOUNT is `none` where the document names no amount (UX-13).

    AUTO_RENEWS is yes, no or empty for unknown, RENEWS_FOR 更新期間, NOTICE how long before the end 更新拒絶
    must be told (MK-13), ENDING 終了予定 (MK-15), TERMINATED_ON 解約日.
    """

    AGREED_ON = "agreed_on"
    STARTS_ON = "starts_on"
    ENDS_ON = "ends_on"
    OPEN_ENDED = "open_ended"
    AUTO_RENEWS = "auto_renews"
    RENEWS_FOR = "renews_for"
    NOTICE = "notice"
    ENDING = "ending"
    TERMINATED_ON = "terminated_on"
    AMOUNT = "amount"
    MEMO = "memo"
    KEPT_AS = "kept_as"
    STORED_AT = "stored_at"
    BOX = "box"


class Source(StrEnum):
    """Where a value came from; each but PERSON was confirmed by the person whom the change names."""

    PERSON = "person"
    SHEET = "sheet"
    BULK = "bulk"
    IMPORT = "import"
    READING = "reading"
    RENEWAL = "renewal"
    RELATION = "relation"


class ValueUnreadable(Refused):
    """`item` is what was typed into, `why` the code of the sentence for it."""

    code = "value_unreadable"


class ValueChangedMeanwhile(Refused):
    """Somebody has changed `item` since the page was opened; it says `value` now."""

    code = "value_changed_meanwhile"


def value_from(item: str, typed: str, own: Sequence[CustomField] = ()) -> str:
    """Return the one spelling of what was typed; `own` are the items of the 契約種別 (MK-04).

    Raises ValueUnreadable for what does not fit, and for an item that the contract does not have.
    """
    try:
        if item.startswith(OWN_ITEM):
            return value_of(_own(item, own), typed)
        return _READERS[Item(item)](typed.strip())
    except ValueError as unreadable:
        raise ValueUnreadable(item=item, why=str(unreadable)) from unreadable


def amount_spelled(state: str, money: Money | None) -> str:
    """Return what is kept of an amount; `state` is unknown, none or stated."""
    if state != "stated" or money is None:
        return NO_AMOUNT if state == "none" else ""
    return f"{written(money)} {TAX_WORDS.get(money.tax, '')}".strip()


def amount_from(value: str) -> tuple[str, Money | None]:
    """Return the state and the amount that `amount_spelled` wrote."""
    if value in {"", NO_AMOUNT}:
        return ("none" if value else "unknown"), None
    return "stated", money_from(value)


def _own(item: str, own: Sequence[CustomField]) -> CustomField:
    found = [one for one in own if one.code == item.removeprefix(OWN_ITEM)]
    if not found:
        raise ValueError("item_unknown")
    return found[0]


def _day(typed: str) -> str:
    try:
        day = day_from(typed)
    except ValueError:
        raise ValueError("day_unreadable") from None
    return day.isoformat() if day else ""


def _amount(typed: str) -> str:
    plain = typed.casefold()
    if plain in NO_AMOUNT_TYPED:
        return NO_AMOUNT
    for english, word in TAX_WORDS_TYPED.items():
        plain = plain.replace(english, word)
    try:
        money = money_from(plain)
    except ValueError:
        raise ValueError("amount_unreadable") from None
    return amount_spelled("stated", replace(money, tax=money.tax or INCLUDED)) if money else ""


def _tick(typed: str) -> str:
    if typed not in _TICKS:
        raise ValueError("tick_unreadable")
    return _TICKS[typed]


def _maybe(typed: str) -> str:
    return _tick(typed) if typed and typed not in {"不明", "未確認"} else ""


def _period(typed: str) -> str:
    """Raises ValueError with the code of its sentence."""
    try:
        return period_from(typed).spelled if typed else ""
    except ValueError:
        raise ValueError("period_unreadable") from None


def _line(typed: str) -> str:
    line = " ".join(typed.split())
    if len(line) > LONGEST_LINE:
        raise ValueError("line_too_long")
    return line


def _memo(typed: str) -> str:
    if len(typed) > LONGEST_MEMO:
        raise ValueError("memo_too_long")
    return typed.replace("\r\n", "\n")


def _keeping(typed: str) -> str:
    if typed not in set(KeptAs):
        raise ValueError("keeping_unknown")
    return typed


_TICKS = {"": NO, NO: NO, "いいえ": NO, "なし": NO, YES: YES, "はい": YES, "あり": YES, "○": YES, "on": YES}
_READERS: Mapping[Item, Callable[[str], str]] = {
    Item.AGREED_ON: _day,
    Item.STARTS_ON: _day,
    Item.ENDS_ON: _day,
    Item.OPEN_ENDED: _tick,
    Item.AUTO_RENEWS: _maybe,
    Item.RENEWS_FOR: _period,
    Item.NOTICE: _period,
    Item.ENDING: _tick,
    Item.TERMINATED_ON: _day,
    Item.AMOUNT: _amount,
    Item.MEMO: _memo,
    Item.KEPT_AS: _keeping,
    Item.STORED_AT: _line,
    Item.BOX: _line,
}
