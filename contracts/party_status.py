"""署名ステータス: one word for where a party stands, of all that is known of it (domain.md D.1, IM-75)."""

from dataclasses import dataclass
from enum import StrEnum

from contracts.stage import AWAITING_SIGNATURES, WAITED_FOR, Progress, Stage


class PartyStatus(StrEnum):
    """The codes of D.1's party states; the words are in `webapp.texts.stages`."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    OPENED = "opened"
    AUTHENTICATED = "authenticated"
    AWAITING_DOCUMENTS = "awaiting_documents"
    LOCKED = "locked"
    AGREED = "agreed"
    SIGNED = "signed"
    SENT_BACK = "sent_back"
    DECLINED = "declined"
    UNDELIVERED = "undelivered"
    EXPIRED = "expired"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Known:
    """What the record says of a party: `asks_factors` more than the link, `authenticated` has passed them.

    `owes_documents`: something that must be handed in has not been.
    """

    progress: str
    stage: str
    undelivered: bool = False
    asks_factors: bool = False
    authenticated: bool = False
    owes_documents: bool = False


_SETTLED = {
    Progress.SHARED_LATER: PartyStatus.SHARED,
    Progress.SIGNED: PartyStatus.SIGNED,
    Progress.AGREED: PartyStatus.AGREED,
    Progress.SENT_BACK: PartyStatus.SENT_BACK,
    Progress.DECLINED: PartyStatus.DECLINED,
}


def status_of(known: Known) -> PartyStatus:
    """Return the one status: what was given stands, then what stops it, then how far it came."""
    progress = Progress(known.progress)
    if progress in _SETTLED:
        return _SETTLED[progress]
    reached = (
        (known.stage == Stage.EXPIRED and progress in WAITED_FOR, PartyStatus.EXPIRED),
        (progress is Progress.LOCKED, PartyStatus.LOCKED),
        (progress is Progress.ASKED and known.undelivered, PartyStatus.UNDELIVERED),
        (progress is Progress.NOT_ASKED, PartyStatus.NOT_ASKED),
        (progress is Progress.ASKED, PartyStatus.ASKED),
        (known.asks_factors and not known.authenticated, PartyStatus.OPENED),
        (known.owes_documents, PartyStatus.AWAITING_DOCUMENTS),
        (known.asks_factors, PartyStatus.AUTHENTICATED),
    )
    return next((status for holds, status in reached if holds), PartyStatus.OPENED)


def needs_address(known: Known) -> bool:
    """Tell whether a letter came back to somebody who is waited for, whatever arrived before (MK-73).

    不達 of a contract: who is not asked yet, or has agreed, cannot be asked again elsewhere (MK-59, IM-78).
    """
    return known.undelivered and known.stage in AWAITING_SIGNATURES and known.progress in WAITED_FOR
