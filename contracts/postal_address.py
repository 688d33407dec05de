"""Addresses in Japan: postal code, prefecture, and lines that stay as they are typed (domain.md UX-12)."""

import re
import unicodedata
from dataclasses import dataclass

PREFECTURES = (
    "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県",
    "茨城県", "栃木県", "群馬県", "埼玉県", "千葉県", "東京都", "神奈川県",
    "新潟県", "富山県", "石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県", "愛知県",
    "三重県", "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県",
    "鳥取県", "島根県", "岡山県", "広島県", "山口県",
    "徳島県", "香川県", "愛媛県", "高知県",
    "福岡県", "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県",
)  # fmt: skip
CODE_DIGITS = 7
_BETWEEN = re.compile(r"[\s\-‐‑‒–—―−ー〒]")


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """`code` are seven digits, `lines` what follows the prefecture, each line as it was typed."""

    code: str = ""
    prefecture: str = ""
    lines: str = ""

    @property
    def written(self) -> str:
        """Return it on one line, as 〒100-0001　東京都千代田区…; empty for nothing typed."""
        place = self.prefecture + "　".join(self.lines.splitlines())
        return "　".join(part for part in (printed_postal_code(self.code), place) if part)


def postal_code_from(text: str) -> str:
    """Return the seven digits, empty for nothing typed; raises ValueError("postal_code_unreadable")."""
    digits = _BETWEEN.sub("", unicodedata.normalize("NFKC", text))
    if digits and (len(digits) != CODE_DIGITS or not (digits.isascii() and digits.isdecimal())):
        raise ValueError("postal_code_unreadable")
    return digits


def printed_postal_code(digits: str) -> str:
    """Return 〒123-4567, empty for nothing."""
    return f"〒{digits[:3]}-{digits[3:]}" if digits else ""


def address_lines_from(text: str) -> str:
    """Return the lines without margins and empty ones; numbers, 丁目, 番地 and − stay as typed."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)
