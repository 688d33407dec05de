"""IM-08: letters and digits combined, eight characters or more."""

from contracts.refusals import Refused

SHORTEST = 8


class PasswordTooWeak(Refused):
    code = "password_too_weak"


def require_password(password: str, shortest: int = SHORTEST) -> None:
    """`shortest` is what the organisation asks for, never below SHORTEST (MK-82)."""
    least = max(shortest, SHORTEST)
    letters = any(c.isascii() and c.isalpha() for c in password)
    digits = any(c.isascii() and c.isdigit() for c in password)
    if len(password) < least or not letters or not digits:
        raise PasswordTooWeak(shortest=least)
