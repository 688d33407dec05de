"""What one rule found, and where."""

from dataclasses import dataclass
from enum import StrEnum

from contracts.metadata import Item

LONGEST_SNIPPET = 120
HIT = "\x1f"
"""Stands before and behind what was read, within a snippet."""
LONGEST_TITLE = 150
"""MK-32."""


class Read(StrEnum):
    """What is read from a text; where `contracts.metadata.Item` has the item, the spelling is its own."""

    TITLE = "title"
    KIND = "kind"
    OWN_COMPANY = "own_company"
    COUNTERPARTIES = "counterparties"
    STANDING = "party_standing"
    AGREED_ON = Item.AGREED_ON.value
    STARTS_ON = Item.STARTS_ON.value
    ENDS_ON = Item.ENDS_ON.value
    OPEN_ENDED = Item.OPEN_ENDED.value
    AUTO_RENEWS = Item.AUTO_RENEWS.value
    RENEWS_FOR = Item.RENEWS_FOR.value
    NOTICE = Item.NOTICE.value
    AMOUNT = Item.AMOUNT.value
    MONTHLY = "monthly_amount"
    ANTISOCIAL = "antisocial_clause"
    COURT = "court"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before the text is read: the names of the organisation whose contract it is."""

    own_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """`value` is canonical, `rule` names the rule that read it (`contracts.reading.rules`).

    `page` counts from 1; `begin` to `end` are places in the text of that page as it was extracted, and
    `snippet` is what stands around them, on one line, with HIT before and behind what was read.
    """

    item: Read
    value: str
    rule: str
    page: int
    begin: int
    end: int
    snippet: str
