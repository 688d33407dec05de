"""税務調査モード: what an account for one fiscal year is called, how long it lives, what it shows (NX-07)."""

import base64
import hashlib
from dataclasses import dataclass, replace
from datetime import date, timedelta

from contracts.metadata import ANSWER, OWN_ITEM, Item
from contracts.refusals import Refused
from contracts.tax_keeping import KeptAs

LONGEST = timedelta(days=92)
"""From today to the last day: a visit of weeks with room, and no account that is forgotten."""

INNER_ITEMS = frozenset({Item.MEMO.value, Item.STORED_AT.value, Item.BOX.value, Item.ENDING.value, ANSWER})
"""What the company writes for itself alone, as its own items: a visitor is not told of their corrections."""


class ConfidentialNotYours(Refused):
    """親展 is shown to others only by who may read it (MK-79)."""

    code = "confidential_not_yours"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a visit shows: `database.queries.tax_visits` says the same in SQL."""

    first_day: date
    last_day: date
    kept_as: frozenset[KeptAs]
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it is asked for; `is_standing`: concluded here, or taken in as concluded elsewhere."""

    traded_on: date | None
    kept_as: KeptAs
    confidential: bool = False
    is_standing: bool = True


def shows(shown: Shown, record: Record) -> bool:
    """Tell whether a visit shows a record; one without 取引年月日 belongs to no year."""
    if not record.is_standing or record.traded_on is None or record.kept_as not in shown.kept_as:
        return False
    return shown.first_day <= record.traded_on <= shown.last_day and (
        shown.confidential or not record.confidential
    )


@dataclass(frozen=True, slots=True)
class Once:
    """What a record said until it was corrected: the values that stood since it is a record."""

    days: frozenset[date] = frozenset()
    kinds: frozenset[KeptAs] = frozenset()


def tells_of(shown: Shown, record: Record, once: Once) -> bool:
    """Tell whether a visit is told of a record's corrections: also of one that a correction took out of it.

    A 取引年月日 that was moved into another year is the correction that a visit must not miss (LW-22).
    """
    return any(
        shows(shown, replace(record, traded_on=day, kept_as=kind))
        for day in (record.traded_on, *once.days)
        for kind in (record.kept_as, *once.kinds)
    )


def is_told(item: str) -> bool:
    """Tell whether a visitor is told of corrections of this item."""
    return item not in INNER_ITEMS and not item.startswith(OWN_ITEM)


def login_of(public_id: str) -> str:
    """Return the ID to sign in with, as it is read aloud: `TAX-7Q2M-4D5E`; it opens nothing alone."""
    letters = base64.b32encode(hashlib.sha256(f"tax-visit|{public_id}".encode()).digest()[:5]).decode()
    return f"TAX-{letters[:4]}-{letters[4:]}"
