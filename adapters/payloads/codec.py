"""Everything Temporal stores of ours is encrypted and small: names, codes and files stay out of histories."""

import secrets
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from google.protobuf.message import DecodeError
from temporalio.api.common.v1 import Payload
from temporalio.converter import PayloadCodec
from temporalio.exceptions import ApplicationError

from adapters.keys import KeyPurpose, MasterKeys

ENCODING = b"binary/warifu-aes256gcm"
LARGEST_PAYLOAD = 256 * 1000
WORTH_SQUEEZING = 512
NONCE = 12
PLAIN, SQUEEZED = b"\x00", b"\x01"


class PayloadTooLarge(ApplicationError):
    """An argument or result over the cap; Temporal would take it and then hang the workflow (over 2 MB)."""

    def __init__(self, size: int) -> None:
        self.size = size
        super().__init__(f"{size} > {LARGEST_PAYLOAD}", type="PayloadTooLarge", non_retryable=True)


class PayloadNotOurs(ApplicationError):
    """A payload that is not encrypted, was changed, or was encrypted with a key we do not hold."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code, type="PayloadNotOurs", non_retryable=True)


@dataclass(frozen=True, slots=True)
class PayloadKeys:
    """The newest generation encrypts; a payload names the generation that decrypts it."""

    master: MasterKeys

    def named(self, name: str) -> bytes | None:
        found = (key for key in self.master.generations if key.key_id.hex() == name)
        return next((key.derived(KeyPurpose.PAYLOADS) for key in found), None)


def payload_keys(master: MasterKeys) -> PayloadKeys:
    return PayloadKeys(master)


class EncryptingCodec(PayloadCodec):
    def __init__(self, keys: PayloadKeys) -> None:
        self._keys = keys

    async def encode(self, payloads: Sequence[Payload]) -> list[Payload]:
        """Encrypt each payload, or raise PayloadTooLarge."""
        return [self._encrypted(payload) for payload in payloads]

    async def decode(self, payloads: Sequence[Payload]) -> list[Payload]:
        """Decrypt each payload, or raise PayloadNotOurs."""
        return [self._decrypted(payload) for payload in payloads]

    def _encrypted(self, payload: Payload) -> Payload:
        plain = payload.SerializeToString()
        if len(plain) > LARGEST_PAYLOAD:
            raise PayloadTooLarge(len(plain))
        nonce = secrets.token_bytes(NONCE)
        newest = self._keys.master.newest
        key_id = newest.key_id.hex().encode()
        cipher = AESGCM(newest.derived(KeyPurpose.PAYLOADS))
        data = nonce + cipher.encrypt(nonce, _squeezed(plain), ENCODING + key_id)
        return Payload(metadata={"encoding": ENCODING, "key-id": key_id}, data=data)

    def _decrypted(self, payload: Payload) -> Payload:
        if payload.metadata.get("encoding") != ENCODING:
            raise PayloadNotOurs("not_encrypted")
        key_id = payload.metadata.get("key-id", b"")
        key = self._keys.named(key_id.decode(errors="replace"))
        if key is None:
            raise PayloadNotOurs("unknown_key")
        try:
            plain = AESGCM(key).decrypt(payload.data[:NONCE], payload.data[NONCE:], ENCODING + key_id)
            return Payload.FromString(_unsqueezed(plain))
        except (InvalidTag, ValueError, DecodeError, zlib.error):
            raise PayloadNotOurs("changed") from None


def _squeezed(plain: bytes) -> bytes:
    if len(plain) < WORTH_SQUEEZING:
        return PLAIN + plain
    return min(PLAIN + plain, SQUEEZED + zlib.compress(plain), key=len)


def _unsqueezed(content: bytes) -> bytes:
    if content[:1] == PLAIN:
        return content[1:]
    return zlib.decompressobj().decompress(content[1:], LARGEST_PAYLOAD)
