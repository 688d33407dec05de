"""Every living generation of the master key: the newest makes, each of them still opens (decision 049)."""

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from adapters.keys.master import KEY_ID_BYTES, MasterKey, MasterKeyMissing, MasterKeyWrong
from adapters.keys.memory import forbid_core_dumps
from adapters.keys.ring_file import (
    Mark,
    create_key_file,
    mark_of,
    new_master_key,
    read_key_file,
    write_key_file,
)


class MasterKeys:
    """Follows its file: a process that runs while a generation is added uses it from then on."""

    def __init__(
        self, generations: Sequence[MasterKey], path: Path | None = None, mark: Mark | None = None
    ) -> None:
        """`mark` is of the file before it was read: a change in between is followed at the next look."""
        self._held = tuple(generations)
        self._path = path
        self._mark = mark

    @classmethod
    def of(cls, *generations: MasterKey) -> Self:
        """Return a ring in memory, newest first."""
        return cls(generations)

    @property
    def generations(self) -> tuple[MasterKey, ...]:
        """Newest first; the last is the oldest that still lives."""
        self._follow()
        return self._held

    @property
    def newest(self) -> MasterKey:
        return self.generations[0]

    def named(self, key_id: bytes) -> MasterKey | None:
        """Return the generation with this key id."""
        return next((key for key in self.generations if key.key_id == key_id), None)

    def derived(self, purpose: str) -> "PurposeKeys":
        """Return the keys of one purpose; see KeyPurpose."""
        return PurposeKeys(self, purpose)

    def check_value(self) -> str:
        return self.newest.check_value()

    def check_values(self) -> tuple[str, ...]:
        """Return those of all generations, newest first."""
        return tuple(key.check_value() for key in self.generations)

    def add_generation(self) -> MasterKey:
        """Write a new newest generation to the file before anybody uses it; raises OSError."""
        key = new_master_key()
        self._write((key, *self.generations))
        return key

    def keep_newest(self) -> None:
        """Take every older generation out of the file: what they alone open is lost for good."""
        self._write((self.newest,))

    def _write(self, generations: tuple[MasterKey, ...]) -> None:
        if self._path is not None:
            write_key_file(self._path, generations)
        self._held = generations

    def _follow(self) -> None:
        """Read the file again where it was replaced; one that is away or unreadable now changes nothing."""
        if self._path is None:
            return
        mark = mark_of(self._path)
        if mark is None or mark == self._mark:
            return
        try:
            self._held = read_key_file(self._path)
        except (OSError, ValueError):
            return
        self._mark = mark


@dataclass(frozen=True, slots=True)
class PurposeKeys:
    """The key of one purpose in every generation."""

    ring: MasterKeys
    purpose: str

    @property
    def newest(self) -> bytes:
        return self.ring.newest.derived(self.purpose)

    def each(self) -> tuple[bytes, ...]:
        """Return the key of each generation, newest first."""
        return tuple(key.derived(self.purpose) for key in self.ring.generations)

    def new_id(self, size: int) -> bytes:
        """Return random bytes for a row; the first eight name the generation they are drawn under."""
        return self.ring.newest.key_id + secrets.token_bytes(size - KEY_ID_BYTES)

    def of(self, made: bytes) -> bytes:
        """Return the key `made` was drawn under; before rotations rows named none: that is the oldest."""
        generation = self.ring.named(made[:KEY_ID_BYTES]) or self.ring.generations[-1]
        return generation.derived(self.purpose)


def open_master_keys(path: Path, expected: Sequence[str]) -> MasterKeys:
    """Return the keys of this installation; no check value says the database is empty: then a key is made.

    `expected` are the check values of every generation that something may still need.
    Raises MasterKeyMissing or MasterKeyWrong.
    """
    forbid_core_dumps()
    if not expected and not path.exists():
        return MasterKeys(create_key_file(path), path)
    mark = mark_of(path)
    try:
        ring = MasterKeys(read_key_file(path), path, mark)
    except FileNotFoundError:
        raise MasterKeyMissing(path) from None
    except ValueError:
        raise MasterKeyWrong(path) from None
    held = ring.check_values()
    if not all(any(hmac.compare_digest(one, known) for one in held) for known in expected):
        raise MasterKeyWrong(path)
    return ring
