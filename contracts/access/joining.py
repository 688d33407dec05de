"""Who fills groups and wants to be in one (T09)."""

from contracts.access.refusing import CannotJoinByOwnHand


def require_other_hand(*, has_colleague: bool, opens_confidential: bool) -> None:
    """Refuse what somebody else could do, and what would open 親展: the rest an administrator sees anyhow.

    `has_colleague`: another person of the organisation fills groups too.
    """
    if has_colleague or opens_confidential:
        raise CannotJoinByOwnHand
