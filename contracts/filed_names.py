"""What a party's copy is called and indexed by: 日付_取引先_金額_書類名 (NX-06, 電子帳簿保存法)."""

import unicodedata
from dataclasses import dataclass
from datetime import date

LONGEST_PART = 60
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# What Windows forbids in names, and the sign between the parts, become their full-width look-alikes (UX-18).
FULL_WIDTH = str.maketrans('\\/:*?"<>|_', "＼／：＊？＂＜＞｜＿")
YEN = "JPY"


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
        if self.amount is None:
            return "金額記載なし"
        return f"{self.amount}円" if self.currency == YEN else f"{self.amount}{self.currency}"

    @property
    def name(self) -> str:
        """20261121_株式会社あおぞら不動産_1200000円_業務委託契約書.pdf."""
        parts = (self.counterparty, self.stated_amount, self.document)
        return "_".join([f"{self.concluded_on:%Y%m%d}", *map(_fit, parts)]) + ".pdf"


def _fit(part: str) -> str:
    seen = (character for character in part if unicodedata.category(character) not in UNSEEN)
    text = unicodedata.normalize("NFC", "".join(seen)).translate(FULL_WIDTH)
    return " ".join(text.split())[:LONGEST_PART].strip(" .")
