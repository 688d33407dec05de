"""What one rule found, and where."""

from dataclasses import dataclass
from enum import StrEnum

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
    AGREED_ON = "agreed_on"
    STARTS_ON = "starts_on"
    ENDS_ON = "ends_on"
    OPEN_ENDED = "open_ended"
    AUTO_RENEWS = "auto_renews"
    RENEWS_FOR = "renews_for"
    NOTICE = "notice"
    AMOUNT = "amount"
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
