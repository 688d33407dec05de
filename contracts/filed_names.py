"""What a party's copy is called and indexed by: 日付_取引先_金額_書類名 (NX-06, 電子帳簿保存法)."""

import unicodedata
from dataclasses import dataclass
from datetime import date

from contracts.money import YEN, in_units

LONGEST_PART = 60
LONGEST_BYTES = 230
"""Of UTF-8 without an ending: Linux takes names of 255, and a number may be put behind."""
NAMELESS = "－"
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# What Windows forbids in names, and the sign between the parts, become their full-width look-alikes (UX-18).
FULL_WIDTH = str.maketrans('\\/:*?"<>|_', "＼／：＊？＂＜＞｜＿")


@dataclass(frozen=True, slots=True)
class FiledAs:
    """`counterparty` is the other side as the holder of the copy sees it: the sender.

    `amount` is in minor units of `currency`, None where the contract states none.
    """

    concluded_on: date
    counterparty: str
    amount: int | None
    currency: str
    document: str

    @property
    def stated_amount(self) -> str:
        return stated(self.amount, self.currency)

    @property
    def name(self) -> str:
        """20261121_株式会社あおぞら不動産_1200000円_業務委託契約書.pdf."""
        return f"{record_name(self.concluded_on, self.counterparty, self.stated_amount, self.document)}.pdf"


def record_name(day: date | None, counterparty: str, amount: str, document: str) -> str:
    """Return 日付_取引先_金額_書類名 without an ending, fit for any system; `amount` as `stated` says it."""
    first = f"{day:%Y%m%d}" if day else "日付なし"
    names, said = [_fit(counterparty), _fit(document)], _fit(amount)
    room = LONGEST_BYTES - _bytes(f"{first}__{said}_")
    while sum(map(_bytes, names)) > room:
        longest = max((0, 1), key=lambda at: _bytes(names[at]))
        names[longest] = names[longest][:-1].rstrip(" .")
    return "_".join([first, names[0] or NAMELESS, said, names[1] or NAMELESS])


def stated(amount: int | None, currency: str) -> str:
    """Return an amount in minor units as names say it."""
    if amount is None:
        return "金額記載なし"
    return f"{amount}円" if currency == YEN else f"{in_units(amount, currency)}{currency}"


def stated_as(state: str, amount: int | None, currency: str) -> str:
    """Return the same by `amount_state`: that nobody has entered one is not that there is none (UX-13)."""
    return "金額未入力" if state == "unknown" else stated(amount, currency)


def _bytes(text: str) -> int:
    return len(text.encode())


def _fit(part: str) -> str:
    seen = (character for character in part if unicodedata.category(character) not in UNSEEN)
    text = unicodedata.normalize("NFC", "".join(seen)).translate(FULL_WIDTH)
    return " ".join(text.split())[:LONGEST_PART].strip(" .")
