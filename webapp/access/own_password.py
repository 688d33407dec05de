"""The own password once more, before an act that nothing undoes."""

from adapters.passwords import password_matches
from contracts.sign_on import SSO
from database.engine import now_of
from database.people import User
from database.queries.people import count_login, forgive_logins
from webapp.access.staff import staff
from webapp.parts import parts


def has_password() -> bool:
    """Whoever came by the company's account has none to type here."""
    return staff().came_by != SSO


def is_own_password(typed: str) -> bool:
    """Tell whether it is; a stolen session gets no more tries than a stranger at the door (IM-08)."""
    with parts().database.writing() as rows:
        user = rows.get_one(User, staff().user.id)
        is_right = password_matches(user.password_hash if count_login(user, now_of(rows)) else None, typed)
        if is_right:
            forgive_logins(user)
    return is_right
