"""Streams encrypted to recipients whose identities are kept offline: the age format (decision 049)."""

import os
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import pyrage  # type: ignore[import-untyped]  # it ships no types; everything of it stays in this file

from adapters.durable import PART, make_folder, sync_folder

COMMENT = "#"
REST = 64 * 1024


class KeyTextRefused(Exception):
    """A line is no recipient (age1…) or identity (AGE-SECRET-KEY-1…); the line itself is not repeated."""


class BackupUnreadable(Exception):
    """The file was changed, cut off, or is for another recipient."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(path)


@dataclass(frozen=True, slots=True)
class Recipients:
    keys: Sequence[Any]

    @classmethod
    def read(cls, text: str) -> "Recipients":
        """Read one recipient a line, as `age-keygen -y` prints them. Raises KeyTextRefused."""
        return cls(_each(text, pyrage.x25519.Recipient.from_str))


@dataclass(frozen=True, slots=True)
class Identities:
    keys: Sequence[Any]

    @classmethod
    def read(cls, text: str) -> "Identities":
        """Read one identity a line, as `age-keygen` writes them. Raises KeyTextRefused."""
        return cls(_each(text, pyrage.x25519.Identity.from_str))


def sealed_from(feed: Callable[[BinaryIO], None], path: Path, recipients: Recipients) -> None:
    """Encrypt what `feed` writes into a new file that exists whole or not at all.

    The plaintext passes through a pipe; it never is a file. Raises what `feed` raises, and OSError.
    """
    make_folder(path.parent)
    part = path.with_name(f".{path.name}{PART}")
    with part.open("wb") as sink:
        _through_a_pipe(feed, lambda source: pyrage.encrypt_io(source, sink, recipients.keys))
        sink.flush()
        os.fsync(sink.fileno())
    part.replace(path)
    sync_folder(path.parent)


def opened_into(path: Path, sink: BinaryIO, identities: Identities) -> None:
    """Decrypt the file into `sink`. Raises BackupUnreadable; what was written until then is worth nothing."""
    try:
        with path.open("rb") as source:
            pyrage.decrypt_io(source, sink, identities.keys)
    except (pyrage.DecryptError, ValueError) as reason:
        raise BackupUnreadable(path) from reason
    except OSError as reason:
        if reason.errno is None:  # not the system's: the library's word for a part that does not fit
            raise BackupUnreadable(path) from reason
        raise


def opened_through(path: Path, identities: Identities, drain: Callable[[BinaryIO], object]) -> None:
    """Hand the plaintext to `drain` through a pipe. Raises BackupUnreadable, or what `drain` raises."""
    _through_a_pipe(lambda sink: opened_into(path, sink, identities), drain)


def _through_a_pipe(feed: Callable[[BinaryIO], None], drain: Callable[[BinaryIO], object]) -> None:
    """What `drain` leaves is read to its end, so that the last part is authenticated too.

    A fault of `feed` goes before what it led to at the other end, and the other way round.
    """
    reading, writing = os.pipe()
    faults: list[Exception] = []
    is_drained = threading.Event()

    def fed() -> None:
        with suppress(BrokenPipeError), os.fdopen(writing, "wb") as stream:
            try:
                feed(stream)
            except Exception as fault:  # noqa: BLE001 -- raised again below, in the caller's thread
                if not is_drained.is_set():
                    faults.append(fault)

    feeder = threading.Thread(target=fed)
    feeder.start()
    try:
        with os.fdopen(reading, "rb") as stream:
            try:
                drain(stream)
                while stream.read(REST):
                    pass
            finally:
                is_drained.set()
    finally:
        feeder.join()
        if faults:
            raise faults[0]


def _each(text: str, reader: Callable[[str], Any]) -> list[Any]:
    lines = [line.strip() for line in text.splitlines()]
    wanted = [line for line in lines if line and not line.startswith(COMMENT)]
    if not wanted:
        raise KeyTextRefused
    try:
        return [reader(line) for line in wanted]
    except (pyrage.RecipientError, pyrage.IdentityError):
        raise KeyTextRefused from None
