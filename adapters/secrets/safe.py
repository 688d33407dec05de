"""What somebody typed and is used later: encrypted at rest under a name it opens with alone."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from adapters.keys import PurposeKeys

NONCE = 12


class NoKeyOpens(Exception):
    """No living generation of the master key opens it under this name."""


class CodeSafe:
    """Made with the keys of `KeyPurpose.BULK_CODES`, `SIGN_ON` or `SECOND_FACTORS`."""

    def __init__(self, keys: PurposeKeys) -> None:
        self._keys = keys

    def sealed(self, text: str, name: str) -> bytes:
        nonce = secrets.token_bytes(NONCE)
        return nonce + AESGCM(self._keys.newest).encrypt(nonce, text.encode(), name.encode())

    def opened(self, sealed: bytes, name: str) -> str:
        """Raises NoKeyOpens."""
        for key in self._keys.each():
            text = _opened(key, sealed, name)
            if text is not None:
                return text
        raise NoKeyOpens(name)

    def sealed_anew(self, sealed: bytes, name: str) -> bytes | None:
        """Return it under the newest generation, or None where it is already. Raises NoKeyOpens."""
        if _opened(self._keys.newest, sealed, name) is not None:
            return None
        return self.sealed(self.opened(sealed, name), name)


def _opened(key: bytes, sealed: bytes, name: str) -> str | None:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], name.encode()).decode()
    except InvalidTag:
        return None
