"""Revocation data fetched beforehand and kept in the home: signing reads them and never asks anybody.

Each address of WARIFU_TSA_FILE has one file, put in place whole; whoever is killed leaves the one before.
"""

import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509

from adapters.durable import write_over
from adapters.sealing.timestamps.revocation_data import (
    Question,
    RevocationDataRefused,
    Span,
    checked_answer,
    checked_list,
    span_of_answer,
    span_of_list,
)

Fetch = Callable[[str, bytes | None], bytes]
"""GET of an address, or POST of a question to it; raises OSError or RevocationDataRefused."""

ASKED_AGAIN_AFTER = timedelta(hours=6)
log = logging.getLogger("warifu.timestamps")


@dataclass(frozen=True, slots=True)
class Address:
    """Where one list, or the answer to one question, is had; `issuers` are those who may sign it."""

    url: str
    issuers: tuple[x509.Certificate, ...]
    question: Question | None = None

    @property
    def file_name(self) -> str:
        asked = self.question.der() if self.question else b""
        return hashlib.sha256(self.url.encode() + b"\0" + asked).hexdigest()

    def checked(self, received: bytes, now: datetime) -> bytes:
        if self.question is None:
            return checked_list(received, self.issuers, now)
        return checked_answer(received, self.question, now)

    def span(self, kept: bytes) -> Span:
        return span_of_list(kept) if self.question is None else span_of_answer(kept)


class RevocationStore:
    """What is kept in `folder`; a file that was damaged counts as missing."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self._folder = folder
        self._clock = clock
        self._read: dict[Path, tuple[int, bytes, Span]] = {}

    def kept(self, addresses: Sequence[Address]) -> tuple[bytes, ...]:
        """Return what is kept of these addresses, also what counts no more: it says what was so till then."""
        return tuple(found[0] for found in map(self._kept, addresses) if found)

    def is_current(self, addresses: Sequence[Address]) -> bool:
        """Whether something that counts now is kept of each."""
        return all(span and span.holds(self._clock()) for span in self._spans(addresses))

    def covers(self, addresses: Sequence[Address], moment: datetime) -> bool:
        """Whether what is kept of each was issued at `moment` or later."""
        return all(span and span.begins >= moment for span in self._spans(addresses))

    def _spans(self, addresses: Sequence[Address]) -> list[Span | None]:
        return [found[1] if found else None for found in map(self._kept, addresses)]

    def refresh(self, addresses: Sequence[Address], fetch: Fetch) -> None:
        """Ask each address that is due; what cannot be had or may not be kept leaves the one before."""
        for one in addresses:
            if self._is_due(one):
                self._refresh(one, fetch)

    def _refresh(self, one: Address, fetch: Fetch) -> None:
        question = one.question.der() if one.question else None
        try:
            received = one.checked(fetch(one.url, question), self._clock())
            self._require_newer(one, received)
        except (OSError, RevocationDataRefused) as reason:
            self._tell(one, reason)
        else:
            write_over(self._path(one), [received])

    def _require_newer(self, one: Address, received: bytes) -> None:
        """A list from before, played again, never takes the place of one that knows more."""
        kept = self._kept(one)
        if kept and one.span(received).begins < kept[1].begins:
            raise RevocationDataRefused("older")

    def _tell(self, one: Address, reason: Exception) -> None:
        told = log.warning if self.is_current([one]) else log.error
        told("revocation data of %s: %s; what is kept stays", one.url, reason)

    def _is_due(self, one: Address) -> bool:
        """Asked again when half of its time is over, or six hours: long before nothing counts any more."""
        kept = self._kept(one)
        if kept is None:
            return True
        fetched_at = datetime.fromtimestamp(self._path(one).stat().st_mtime, UTC)
        patience = min(ASKED_AGAIN_AFTER, (kept[1].ends - fetched_at) / 2)
        return self._clock() >= fetched_at + patience

    def _kept(self, one: Address) -> tuple[bytes, Span] | None:
        path = self._path(one)
        try:
            changed = path.stat().st_mtime_ns
            known = self._read.get(path)
            if known is None or known[0] != changed:
                data = path.read_bytes()
                known = self._read[path] = (changed, data, one.span(data))
        except (OSError, RevocationDataRefused):
            return None
        return known[1], known[2]

    def _path(self, one: Address) -> Path:
        return self._folder / one.file_name
