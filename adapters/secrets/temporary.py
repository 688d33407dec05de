"""Temporary passwords that the worker can make again for the mail: the row keeps no password (IM-03)."""

import hmac

from adapters.passwords import READABLE_DIGITS, READABLE_LETTERS, TEMPORARY_LENGTH
from adapters.secrets.tokens import new_link_id

ALPHABET = READABLE_LETTERS + READABLE_DIGITS


class PasswordMaker:
    """Made with the key of `KeyPurpose.CODES`; web and worker make the same password from the same row."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def mint(self) -> bytes:
        """Return the 32 random bytes that a row keeps."""
        return new_link_id()

    def password(self, secret_id: bytes) -> str:
        """Return 14 letters and digits, at least one of each (IM-08)."""
        turn = 0
        while True:
            made = self._characters(secret_id, turn)
            if 0 < sum(one in READABLE_DIGITS for one in made) < TEMPORARY_LENGTH:
                return made
            turn += 1

    def _characters(self, secret_id: bytes, turn: int) -> str:
        drawn = hmac.digest(self._key, b"password|" + bytes([turn % 256]) + secret_id, "sha512")
        number = int.from_bytes(drawn)
        letters = []
        for _place in range(TEMPORARY_LENGTH):
            number, at = divmod(number, len(ALPHABET))
            letters.append(ALPHABET[at])
        return "".join(letters)
