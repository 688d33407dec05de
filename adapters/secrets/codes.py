"""One-time codes: the mail carries the digits, the row only what makes them again with the key (T12)."""

import hmac
import secrets
from collections.abc import Callable

from contracts.one_time_codes import DIGITS, CodeBinding, MintedCode

SECRET_BYTES, SALT_BYTES = 32, 16


class CodeMaker:
    """Made with the key of `KeyPurpose.CODES`; web and worker derive the same code from the same row."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def mint(self, binding: CodeBinding) -> MintedCode:
        secret_id, salt = secrets.token_bytes(SECRET_BYTES), secrets.token_bytes(SALT_BYTES)
        return MintedCode(secret_id, salt, self.proof(binding, self.code(secret_id))(salt))

    def code(self, secret_id: bytes) -> str:
        """Return the six digits; 256 bits of which make each of them as likely as the next."""
        number = int.from_bytes(hmac.digest(self._key, b"code|" + secret_id, "sha256"))
        return f"{number % 10**DIGITS:0{DIGITS}}"

    def proof(self, binding: CodeBinding, code: str) -> Callable[[bytes], str]:
        """Return what gives the digest of this code under a row's salt: 64 hexadecimal digits."""
        told = binding.spelled() + b"|" + code.encode(errors="replace")
        return lambda salt: hmac.digest(self._key, b"digest|" + salt + told, "sha256").hex()
