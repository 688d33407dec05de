"""A revision begins with the bytes of the one before: they are digested once for all that is signed over."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from cryptography.hazmat.primitives import hashes

SHA256 = "sha256"


@dataclass(frozen=True, slots=True)
class _Beginning:
    data: bytes
    state: Any


_known: ContextVar[_Beginning | None] = ContextVar("beginning", default=None)


@contextmanager
def beginning_with(data: bytes) -> Iterator[None]:
    """Until the end of the block, what begins with `data` is digested (SHA-256) from there on."""
    token = _known.set(_Beginning(data, hashlib.sha256(data)))
    try:
        yield
    finally:
        _known.reset(token)


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of `data` in hex."""
    known = _known.get()
    if known is None or not data.startswith(known.data):
        return hashlib.sha256(data).hexdigest()
    state = known.state.copy()
    state.update(memoryview(data)[len(known.data) :])
    return str(state.hexdigest())


class Hash:
    """cryptography's Hash, as far as pyHanko digests a /ByteRange with it: two updates and the end."""

    def __init__(self, algorithm: hashes.HashAlgorithm) -> None:
        self._state = hashlib.new(algorithm.name)
        known = _known.get()
        self._expected = known if algorithm.name == SHA256 else None

    def update(self, data: memoryview | bytes) -> None:
        known, self._expected = self._expected, None
        if known is not None and _begins(data, known.data):
            self._state, data = known.state.copy(), memoryview(data)[len(known.data) :]
        self._state.update(data)

    def finalize(self) -> bytes:
        return self._state.digest()


def _begins(data: memoryview | bytes, beginning: bytes) -> bool:
    return len(data) >= len(beginning) and beginning.startswith(data[: len(beginning)])


HASHES = SimpleNamespace(Hash=Hash)
"""What stands for cryptography's module in the one of pyHanko that digests a /ByteRange."""
