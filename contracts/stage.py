"""Where a case stands: the codes of domain.md D.1."""

from enum import StrEnum


class Stage(StrEnum):
    """The code that lists, pages and the API show; labels live with the texts."""

    DRAFT = "draft"
    AWAITING_APPROVAL = "awaiting_approval"
    APPROVAL_REJECTED = "approval_rejected"
    AWAITING_OWN = "awaiting_own"
    AWAITING_OTHER = "awaiting_other"
    SENT_BACK = "sent_back"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    AWAITING_CONFIRMATION = "awaiting_confirmation"
    SEALING = "sealing"
    CONCLUDED = "concluded"
    IMPORTED = "imported"


AWAITING_SIGNATURES = (Stage.AWAITING_OWN, Stage.AWAITING_OTHER)
"""The stages in which parties are asked to agree."""
ENDED_UNSIGNED = frozenset({Stage.CANCELLED, Stage.DECLINED, Stage.EXPIRED, Stage.APPROVAL_REJECTED})
STANDING = (Stage.CONCLUDED, Stage.IMPORTED)
"""The stages of a contract that both sides have agreed to, here or elsewhere (MK-09): it has a term."""
ENDED = ENDED_UNSIGNED | frozenset(STANDING)
"""The stages of a case that nobody can act on any more; `CLOSED` says the same of phases."""


class Phase(StrEnum):
    """What the rules are waiting for; `ContractState.stage` derives the code people see."""

    NEW = "new"
    AWAITING_APPROVAL = "awaiting_approval"
    APPROVAL_REJECTED = "approval_rejected"
    PREPARING = "preparing"
    AGREEING = "agreeing"
    SENT_BACK = "sent_back"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    CONFIRMING = "confirming"
    CONCLUDING = "concluding"
    CERTIFYING = "certifying"
    CONCLUDED = "concluded"
    IMPORTED = "imported"


IN_TERM = frozenset({Phase.CONCLUDED, Phase.IMPORTED})
"""The phases in which a contract lives by the calendar alone."""
CLOSED = frozenset({Phase.APPROVAL_REJECTED, Phase.DECLINED, Phase.CANCELLED, Phase.EXPIRED}) | IN_TERM


class Progress(StrEnum):
    """How far one party has come in the current round (domain.md D.1, party states)."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    OPENED = "opened"
    LOCKED = "locked"
    AGREED = "agreed"
    SIGNED = "signed"
    SENT_BACK = "sent_back"
    DECLINED = "declined"
    SHARED_LATER = "shared_later"


MAY_ANSWER = (Progress.ASKED, Progress.OPENED)
"""Asked, and free to agree."""
WAITED_FOR = (*MAY_ANSWER, Progress.LOCKED)
"""Asked and not agreed yet: these may be asked again (IM-78)."""
HAS_AGREED = (Progress.AGREED, Progress.SIGNED)
"""What was given stands, whether its signature is in the document yet or not."""
