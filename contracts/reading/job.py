"""Between what files proposals and what reads documents for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from contracts.envelope import joint_digest
from contracts.reading.answers import ReadingState
from contracts.reading.found import Found, Known
from contracts.reading.rules import RULES_VERSION
from contracts.signing import FileIdentity


@dataclass(frozen=True, slots=True)
class ReadingJob:
    """`asked_at` tells whether it was asked for anew meanwhile."""

    contract_id: int
    contract: str
    asked_at: datetime
    files: tuple[FileIdentity, ...]
    known: Known

    @property
    def made_from(self) -> str:
        digests = [one.digest for one in self.files]
        return f"{joint_digest(digests) if digests else ''}/{RULES_VERSION}"


@dataclass(frozen=True, slots=True)
class ReadingResult:
    """`places` has for each proposal the number of its document and its page within that."""

    state: ReadingState
    found: Sequence[Found] = ()
    places: Sequence[tuple[int, int]] = ()
    sealed: bytes | None = None
    key_id: str = ""
