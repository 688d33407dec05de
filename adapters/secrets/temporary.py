"""Temporary passwords that the worker can make again for the mail: the row keeps no password (IM-03)."""

import hmac

from adapters.keys import PurposeKeys
from adapters.passwords import READABLE_DIGITS, READABLE_LETTERS, TEMPORARY_LENGTH
from adapters.secrets.tokens import LINK_ID_BYTES

ALPHABET = READABLE_LETTERS + READABLE_DIGITS


class PasswordMaker:
    """Made with the keys of `KeyPurpose.CODES`; web and worker make the same password from the same row."""

    def __init__(self, keys: PurposeKeys) -> None:
        self._keys = keys

    def mint(self) -> bytes:
        """Return the 32 bytes that a row keeps."""
        return self._keys.new_id(LINK_ID_BYTES)

    def password(self, secret_id: bytes) -> str:
        """Return 14 letters and digits, at least one of each (IM-08)."""
        turn = 0
        while True:
            made = self._characters(secret_id, turn)
            if 0 < sum(one in READABLE_DIGITS for one in made) < TEMPORARY_LENGTH:
                return made
            turn += 1

    def _characters(self, secret_id: bytes, turn: int) -> str:
        drawn = hmac.digest(
            self._keys.of(secret_id), b"password|" + bytes([turn % 256]) + secret_id, "sha512"
        )
        number = int.from_bytes(drawn)
        letters = []
        for _place in range(TEMPORARY_LENGTH):
            number, at = divmod(number, len(ALPHABET))
            letters.append(ALPHABET[at])
        return "".join(letters)
