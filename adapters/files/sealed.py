"""The format of a stored object: a header with the wrapped data key, then authenticated frames.

header  "WARIFU", version 1, master key id (8), plaintext length (8), nonce (12), wrapped data key (48)
frame   up to 64 KiB of plaintext under AES-256-GCM; its nonce is the frame number and a last-frame flag
"""

import secrets
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from adapters.files.identity import FileTampered, bound
from adapters.keys import KeyPurpose, MasterKey
from contracts.signing import FileIdentity, Purpose

LAYOUT = struct.Struct(">6sB8sQ12s48s")
MAGIC = b"WARIFU"
VERSION = 1
FRAME = 64 * 1024
TAG = 16
NONCE = 12
DATA_KEY = 32


@dataclass(frozen=True, slots=True)
class SealedObject:
    """One object's own key and length, from which its frames are made and opened."""

    identity: FileIdentity
    length: int
    data_key: bytes = field(repr=False)
    header: bytes

    @classmethod
    def new(cls, identity: FileIdentity, length: int, master: MasterKey) -> Self:
        data_key = secrets.token_bytes(DATA_KEY)
        nonce = secrets.token_bytes(NONCE)
        wrapped = _wrapping(identity, master).encrypt(nonce, data_key, _bound(identity, length, master))
        header = LAYOUT.pack(MAGIC, VERSION, master.key_id, length, nonce, wrapped)
        return cls(identity, length, data_key, header)

    @classmethod
    def opened(cls, identity: FileIdentity, stream: BinaryIO, master: MasterKey) -> Self:
        """Read the header and check it against identity, master key and size, or raise FileTampered."""
        header = stream.read(LAYOUT.size)
        size = stream.seek(0, 2)
        try:
            magic, version, key_id, length, nonce, wrapped = LAYOUT.unpack(header)
            data_key = _wrapping(identity, master).decrypt(nonce, wrapped, _bound(identity, length, master))
        except (struct.error, InvalidTag):
            raise FileTampered(identity.object_id) from None
        expected = (MAGIC, VERSION, master.key_id, LAYOUT.size + length + TAG * frame_count(length))
        if (magic, version, key_id, size) != expected:
            raise FileTampered(identity.object_id)
        return cls(identity, length, data_key, header)

    def sealed(self, data: bytes) -> Iterator[bytes]:
        """Yield the header and each frame in order."""
        yield self.header
        cipher = AESGCM(self.data_key)
        for index in range(frame_count(self.length)):
            frame = data[index * FRAME : (index + 1) * FRAME]
            yield cipher.encrypt(self._nonce(index), frame, self._bound_to_frames())

    def opened_frames(self, stream: BinaryIO, first: int, last: int) -> Iterator[bytes]:
        """Yield the plaintext of frames `first` to `last`, both included, or raise FileTampered."""
        cipher = AESGCM(self.data_key)
        stream.seek(LAYOUT.size + first * (FRAME + TAG))
        for index in range(first, last + 1):
            frame = stream.read(FRAME + TAG)
            try:
                yield cipher.decrypt(self._nonce(index), frame, self._bound_to_frames())
            except InvalidTag:
                raise FileTampered(self.identity.object_id) from None

    def _nonce(self, index: int) -> bytes:
        is_last = index == frame_count(self.length) - 1
        return index.to_bytes(NONCE - 1) + is_last.to_bytes(1)

    def _bound_to_frames(self) -> bytes:
        return self.header + bound(self.identity)


def frame_count(length: int) -> int:
    """Return the number of frames; an empty file has one, so that even its end is authenticated."""
    return max(1, -(-length // FRAME))


def _wrapping(identity: FileIdentity, master: MasterKey) -> AESGCM:
    """本人確認書類 have a key of their own (LW-38)."""
    is_identity = identity.purpose == Purpose.IDENTITY
    return AESGCM(master.derived(KeyPurpose.IDENTITY_FILES if is_identity else KeyPurpose.FILES))


def _bound(identity: FileIdentity, length: int, master: MasterKey) -> bytes:
    return bytes([VERSION]) + master.key_id + length.to_bytes(8) + bound(identity)
