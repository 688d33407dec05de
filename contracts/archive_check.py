"""一括検証: what is said of one file of a period, and when it is done without being asked (LW-14)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from contracts.signing import FileIdentity
from contracts.verdict import Colour, Findings, kept_verifiable_until, verdict_of

INTERMEDIATE = "revision"
"""A signed version before the conclusion: it is kept by what followed it."""
ATTACHED = "attachment"
"""A 添付書類: kept byte for byte; what others signed in it is theirs to vouch for (LW-16)."""
SCHEDULE = "schedule"
"""Who asks for the run that comes by itself."""
EVERY = timedelta(days=365)
UNREADABLE = "file_unreadable"
WHY_UNREADABLE = {"FileMissing": "file_missing", "FileTampered": "file_damaged"}


class Basis(StrEnum):
    """Which day of a file lies in the period: of its contract's conclusion, or of its own timestamp."""

    CONCLUDED = "concluded"
    TIMESTAMPED = "timestamped"


class Outcome(StrEnum):
    """`doubt` wants somebody to look; `bad` is a file that proves nothing as it stands."""

    WAITING = ""
    OK = "ok"
    DOUBT = "doubt"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class FileToCheck:
    """`is_newest`: no later file of its kind carries its protection on."""

    row: int
    file: FileIdentity
    kept: str
    is_newest: bool


@dataclass(frozen=True, slots=True)
class FileChecked:
    """`reasons` are codes; `protected_until` is what the file itself says, None if it says nothing."""

    outcome: Outcome
    reasons: tuple[str, ...] = ()
    timestamped_at: datetime | None = None
    protected_until: datetime | None = None


def unread(failure: str) -> FileChecked:
    """Return what is said of a file that the store did not give, by the name of its failure."""
    return FileChecked(Outcome.BAD, (WHY_UNREADABLE.get(failure, UNREADABLE),))


def judged(one: FileToCheck, findings: Findings, now: datetime) -> FileChecked:
    """Judge by what can be measured of the bytes, whose SHA-256 the record has confirmed."""
    verdict, until = verdict_of(findings, None), kept_verifiable_until(findings)
    stamps = [found.timestamped_at for found in findings.signatures if found.timestamped_at]
    at = max(stamps, default=None)
    if verdict.colour in {Colour.RED, Colour.UNSIGNED}:
        return FileChecked(Outcome.BAD, verdict.reasons or ("unsigned",), at, until)
    doubts = (*verdict.reasons, *_doubts(one, findings, until, now))
    return FileChecked(Outcome.DOUBT if doubts else Outcome.OK, doubts, at, until)


def is_due(last: datetime | None, first_conclusion: datetime | None, now: datetime) -> bool:
    """Tell whether an archive is to be checked: a year after its first conclusion, then every year.

    `last` is when the last such run began.
    """
    since = last or first_conclusion
    return since is not None and now >= since + EVERY


def _doubts(one: FileToCheck, findings: Findings, until: datetime | None, now: datetime) -> Iterator[str]:
    if not all(found.trusted for found in findings.signatures):
        yield "signer_untrusted"
    if one.kept == INTERMEDIATE or not one.is_newest:
        return
    if until is None:
        yield "not_kept"
    elif until < now:
        yield "protection_ended"
