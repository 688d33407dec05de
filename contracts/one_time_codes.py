"""認証コード: six digits, ten minutes, once, for one party, one purpose and one browser (CS-09, T16, T17)."""

import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

DIGITS = 6
LIFE = timedelta(minutes=10)
CAP_WINDOW = timedelta(hours=1)
MOST_TO_AN_ADDRESS = 5
MOST_FROM_A_REMOTE = 20
_BETWEEN = " -\u3000"


class CodePurpose(StrEnum):
    """What the code lets its holder do; a code for one purpose is worth nothing for another.

    UNSENT: asked for at the 締結用URL for an address that is not the holder's; no code is sent or accepted.
    """

    SIGNING_URL = "signing_url"
    FACTOR = "factor"
    UNSENT = "unsent"


class CodeChannel(StrEnum):
    MAIL = "mail"
    SMS = "sms"


class Cap(StrEnum):
    """Whose share of the hour is used up (T17)."""

    ADDRESS = "address"
    REMOTE = "remote"


@dataclass(frozen=True, slots=True)
class CodeBinding:
    """Whose code, what for, and in which browser: `browser` is the digest of a cookie's random id."""

    party: str
    purpose: CodePurpose
    browser: str

    def spelled(self) -> bytes:
        return f"{self.party}|{self.purpose}|{self.browser}".encode()


@dataclass(frozen=True, slots=True)
class MintedCode:
    """What the row keeps of a new code: `digest` is keyed, for six digits alone are soon guessed (T12)."""

    secret_id: bytes
    salt: bytes
    digest: str


def cap_reached(to_address: int, from_remote: int) -> Cap | None:
    """Return which share the codes of the last hour have used up, if any (MK-54)."""
    if to_address >= MOST_TO_AN_ADDRESS:
        return Cap.ADDRESS
    return Cap.REMOTE if from_remote >= MOST_FROM_A_REMOTE else None


def as_typed(text: str) -> str:
    """Return the digits that were meant: full-width ones and spaces between them are no mistake."""
    narrow = unicodedata.normalize("NFKC", text)
    return "".join(one for one in narrow if one not in _BETWEEN)
