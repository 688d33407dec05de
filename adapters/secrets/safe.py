"""What somebody typed and is used later, once: encrypted at rest under a name it opens with alone."""

import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12


class CodeSafe:
    """Made with the key of `KeyPurpose.BULK_CODES`."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def sealed(self, text: str, name: str) -> bytes:
        nonce = secrets.token_bytes(NONCE)
        return nonce + self._cipher.encrypt(nonce, text.encode(), name.encode())

    def opened(self, sealed: bytes, name: str) -> str:
        return self._cipher.decrypt(sealed[:NONCE], sealed[NONCE:], name.encode()).decode()
