"""Passwords and access codes, kept as argon2id hashes (RFC 9106, section 4: the 64 MiB profile)."""

import os
import secrets
import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

TEMPORARY_LENGTH = 14
READABLE_LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"
READABLE_DIGITS = "23456789"

_hasher = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
# Each hash takes 64 MiB and every core it gets: more at once than cores would only starve the pages.
_turns = BoundedSemaphore(os.cpu_count() or 1)


def hash_password(password: str) -> str:
    with _turns:
        return _hasher.hash(_normalised(password))


def password_matches(hashed: str | None, password: str) -> bool:
    """Compare, in the same time also when there is no such account (None)."""
    with _turns:
        try:
            _hasher.verify(hashed or _nobody(), _normalised(password))
        except (VerificationError, InvalidHashError):
            return False
    return hashed is not None


def needs_rehash(hashed: str) -> bool:
    """Tell whether the hash was made with other parameters than today's."""
    return _hasher.check_needs_rehash(hashed)


def hash_access_code(code: str) -> str:
    return hash_password(code.strip())


def access_code_matches(hashed: str | None, code: str) -> bool:
    """Compare after NFKC, so that full-width digits from a Japanese keyboard are the same code."""
    return password_matches(hashed, code.strip())


def temporary_password() -> str:
    """Return 14 letters and digits, at least one of each, none easily mistaken for another."""
    while True:
        characters = [secrets.choice(READABLE_LETTERS + READABLE_DIGITS) for _ in range(TEMPORARY_LENGTH)]
        digits = sum(character in READABLE_DIGITS for character in characters)
        if 0 < digits < TEMPORARY_LENGTH:
            return "".join(characters)


def _normalised(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


@cache
def _nobody() -> str:
    return _hasher.hash(secrets.token_hex())
