"""One-time codes: the mail carries the digits, the row only what makes them again with the key (T12)."""

import hmac
from collections.abc import Callable

from adapters.keys import PurposeKeys
from contracts.one_time_codes import DIGITS, CodeBinding, MintedCode

SECRET_BYTES, SALT_BYTES = 32, 16


class CodeMaker:
    """Made with the keys of `KeyPurpose.CODES`; web and worker derive the same code from the same row."""

    def __init__(self, keys: PurposeKeys) -> None:
        self._keys = keys

    def mint(self, binding: CodeBinding) -> MintedCode:
        secret_id, salt = self._keys.new_id(SECRET_BYTES), self._keys.new_id(SALT_BYTES)
        return MintedCode(secret_id, salt, self.proof(binding, self.code(secret_id))(salt))

    def code(self, secret_id: bytes) -> str:
        """Return the six digits; 256 bits of which make each of them as likely as the next."""
        number = int.from_bytes(hmac.digest(self._keys.of(secret_id), b"code|" + secret_id, "sha256"))
        return f"{number % 10**DIGITS:0{DIGITS}}"

    def proof(self, binding: CodeBinding, code: str) -> Callable[[bytes], str]:
        """Return what gives the digest of this code under a row's salt: 64 hexadecimal digits."""
        told = binding.spelled() + b"|" + code.encode(errors="replace")
        return lambda salt: hmac.digest(self._keys.of(salt), b"digest|" + salt + told, "sha256").hex()
