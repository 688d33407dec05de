"""電子契約用メールアドレス届出: from filing to its end (domain.md GM-05 to GM-07, AD-19)."""

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from contracts.refusals import AddressAlreadyDecided

DECLARATION_VERSION = "2026-11"
"""Of the text beside the tick that whoever files may conclude (GM-06)."""
CONFIRMATION_LIFE = timedelta(hours=24)


class EntryState(StrEnum):
    """An entry counts from PENDING on: before that nobody has opened the mail it was sent to."""

    UNCONFIRMED = "unconfirmed"
    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    REPLACED = "replaced"
    EXPIRED = "expired"


class Verdict(StrEnum):
    """What ends a state; each is a row of its own that is never changed."""

    APPROVED = "approved"
    REJECTED = "rejected"
    REPLACED = "replaced"
    EXPIRED = "expired"


class Outdated(StrEnum):
    """Why a party's address deserves a look before anything is sent to it (AD-19)."""

    REJECTED = "rejected"
    REPLACED = "replaced"
    EXPIRED = "expired"
    OTHER_CODE = "other_code"


ENDED = (EntryState.REJECTED, EntryState.REPLACED, EntryState.EXPIRED)
_FROM = {
    Verdict.APPROVED: EntryState.PENDING,
    Verdict.REJECTED: EntryState.PENDING,
    Verdict.REPLACED: EntryState.APPROVED,
    Verdict.EXPIRED: EntryState.APPROVED,
}


def state_on(today: date, state: str, expires_on: date | None) -> EntryState:
    """Return the state as it counts today; the last day in Japan is the last on which an entry holds."""
    has_ended = expires_on is not None and expires_on < today
    return EntryState.EXPIRED if state == EntryState.APPROVED and has_ended else EntryState(state)


def require_decidable(current: EntryState, verdict: Verdict) -> None:
    """Refuse a decision on an entry that is not, or no longer, in the state it is made in."""
    if current is not _FROM[verdict]:
        raise AddressAlreadyDecided


def outdated(states: Collection[EntryState], *, code_is_of_an_older: bool) -> Outdated | None:
    """Return what is wrong with an address of which these entries are on file, newest first.

    One that still holds outweighs all that ended; an address nobody has filed is not looked at.
    """
    if EntryState.APPROVED in states:
        return Outdated.OTHER_CODE if code_is_of_an_older else None
    ended = [state for state in states if state in ENDED]
    return Outdated(ended[0].value) if ended else None
