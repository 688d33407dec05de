"""IM-08: letters and digits combined, eight characters or more."""

from contracts.refusals import Refused

SHORTEST = 8


class PasswordTooWeak(Refused):
    code = "password_too_weak"


def require_password(password: str) -> None:
    letters = any(c.isascii() and c.isalpha() for c in password)
    digits = any(c.isascii() and c.isdigit() for c in password)
    if len(password) < SHORTEST or not letters or not digits:
        raise PasswordTooWeak(shortest=SHORTEST)
