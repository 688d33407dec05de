"""What documents say, encrypted at rest: shown beside a hit, never searched (decision 051)."""

import json
import secrets
import zlib
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from adapters.keys import KeyPurpose, MasterKeys
from adapters.secrets.safe import NoKeyOpens

NONCE = 12


class PageSafe:
    """`contract` is whose pages they are: they open as nobody else's."""

    def __init__(self, keys: MasterKeys) -> None:
        self._keys = keys

    @property
    def key_id(self) -> str:
        """Name the generation that seals now, in 16 hexadecimal digits."""
        return self._keys.newest.key_id.hex()

    def sealed(self, pages: Sequence[tuple[int, int, str]], contract: str) -> bytes:
        """Seal pages, each with the number of its document and its own within that, from 1."""
        packed = zlib.compress(json.dumps(pages, ensure_ascii=False).encode("utf-8", "replace"))
        nonce = secrets.token_bytes(NONCE)
        key = self._keys.derived(KeyPurpose.BODIES).newest
        return nonce + AESGCM(key).encrypt(nonce, packed, contract.encode())

    def opened(self, sealed: bytes, contract: str) -> list[tuple[int, int, str]]:
        """Raises NoKeyOpens, also where the generation that sealed them is gone: they are read again soon."""
        for key in self._keys.derived(KeyPurpose.BODIES).each():
            try:
                packed = AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], contract.encode())
            except InvalidTag:
                continue
            return [(document, page, text) for document, page, text in json.loads(zlib.decompress(packed))]
        raise NoKeyOpens(contract)

    def sealed_anew(self, sealed: bytes, contract: str) -> bytes | None:
        """Return it under the newest generation, None where no living one opens it."""
        try:
            return self.sealed(self.opened(sealed, contract), contract)
        except NoKeyOpens:
            return None
