"""Accounts of staff: what their owners are told, and who may do what to whose account (T09)."""

from enum import StrEnum

from contracts.refusals import Refused
from contracts.roles import Role


class AccountNews(StrEnum):
    """What a mail to somebody about their own account tells."""

    ISSUED = "issued"
    MAIL_CHANGED = "mail_changed"
    ROLE_CHANGED = "role_changed"
    FACTOR_RELEASED = "factor_released"
    SSO_LINKED = "sso_linked"
    JOINED = "joined"


class UserState(StrEnum):
    """仮パスワード, 利用中, 停止中."""

    INVITED = "invited"
    ACTIVE = "active"
    DISABLED = "disabled"


class NotOnYourself(Refused):
    """Nobody changes their own role, disables themselves, or takes their own second factor away here."""

    code = "not_on_yourself"


class LastAdministrator(Refused):
    code = "last_administrator"


class OnlyByAdministrators(Refused):
    """Whoever is no administrator neither makes nor touches one: a 'system' would let itself in (MK-76)."""

    code = "only_by_administrators"


class AddressTaken(Refused):
    code = "address_taken"


class NeedsSuccessor(Refused):
    code = "needs_successor"


def require_above(own: Role, theirs: Role, becomes: Role | None = None) -> None:
    """Raises OnlyByAdministrators."""
    if own is not Role.ADMINISTRATOR and Role.ADMINISTRATOR in {theirs, becomes}:
        raise OnlyByAdministrators
