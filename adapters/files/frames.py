"""Authenticated frames: up to 64 KiB of plaintext each under AES-256-GCM.

A frame's nonce is its number and a last-frame flag; a key is used for the frames of one object alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from adapters.files.identity import FileTampered

FRAME = 64 * 1024
TAG = 16
NONCE = 12


@dataclass(frozen=True, slots=True)
class Frames:
    """`length` is the plaintext's, `start` where the first frame stands, `bound` what all are bound to."""

    object_id: str
    length: int
    start: int
    key: bytes = field(repr=False)
    bound: bytes

    def sealed(self, data: bytes) -> Iterator[bytes]:
        cipher = AESGCM(self.key)
        for index in range(frame_count(self.length)):
            yield cipher.encrypt(self._nonce(index), data[index * FRAME : (index + 1) * FRAME], self.bound)

    def opened(self, stream: BinaryIO, first: int, last: int) -> Iterator[bytes]:
        """Yield the plaintext of frames `first` to `last`, both included, or raise FileTampered."""
        cipher = AESGCM(self.key)
        stream.seek(self.start + first * (FRAME + TAG))
        for index in range(first, last + 1):
            try:
                yield cipher.decrypt(self._nonce(index), stream.read(FRAME + TAG), self.bound)
            except InvalidTag:
                raise FileTampered(self.object_id) from None

    def _nonce(self, index: int) -> bytes:
        is_last = index == frame_count(self.length) - 1
        return index.to_bytes(NONCE - 1) + is_last.to_bytes(1)


def frame_count(length: int) -> int:
    """Return the number of frames; an empty file has one, so that even its end is authenticated."""
    return max(1, -(-length // FRAME))


def size_of_frames(length: int) -> int:
    """Return the bytes they take on the disk."""
    return length + TAG * frame_count(length)
