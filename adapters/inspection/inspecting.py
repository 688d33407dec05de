"""The caller's side. It never parses a PDF: everything behind the first bytes is the child's."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from adapters.confinement import ConfinedTaskFailed, FailureCode, run_confined
from adapters.inspection.outcomes import InspectionBusy, NotKept, NotKeptCode
from contracts.importing import MOST_FILE_BYTES, MOST_PAGES, PageFacts

WARMING = "adapters.inspection.confined"
"""For whoever keeps a standby that looks at files."""
_TASK = f"{WARMING}:inspect_confined"
_MARK, _MARK_STANDS_BEFORE = b"%PDF-", 1024
_FAILED: Mapping[FailureCode, NotKeptCode] = {
    FailureCode.TIMEOUT: NotKeptCode.TOO_COMPLEX,
    FailureCode.MEMORY: NotKeptCode.TOO_COMPLEX,
    FailureCode.CRASHED: NotKeptCode.DAMAGED,
}


@dataclass(frozen=True, slots=True)
class Inspected:
    """`is_signed`: it bears a signature value; `is_locked`: an editing password guards it."""

    pages: tuple[PageFacts, ...]
    is_signed: bool
    is_locked: bool


def inspect(data: bytes) -> Inspected:
    """Return what is to be known of a PDF before it is kept as it is; blocks for 20 s at most.

    A password that forbids changes is no obstacle, one that is needed to read is (MK-24). Raises NotKept, and
    InspectionBusy where it may be tried again.
    """
    _require_plausible(data)
    try:
        answer = run_confined(_TASK, {"pages": MOST_PAGES}, data)
    except ConfinedTaskFailed as failure:
        if failure.code is FailureCode.BUSY:
            raise InspectionBusy from failure
        raise NotKept(_FAILED[failure.code]) from failure
    facts = cast("dict[str, Any]", answer.facts)
    if "refused" in facts:
        raise NotKept(NotKeptCode(facts["refused"]), **facts["facts"])
    pages = tuple(PageFacts(*one) for one in facts["pages"])
    return Inspected(pages, is_signed=bool(facts["signed"]), is_locked=bool(facts["locked"]))


def _require_plausible(data: bytes) -> None:
    if not data:
        raise NotKept(NotKeptCode.EMPTY)
    if len(data) > MOST_FILE_BYTES:
        raise NotKept(NotKeptCode.TOO_LARGE, limit_bytes=MOST_FILE_BYTES)
    if _MARK not in data[:_MARK_STANDS_BEFORE]:
        raise NotKept(NotKeptCode.NOT_PDF)
