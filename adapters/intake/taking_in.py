"""The caller's side. It never parses a PDF: everything behind the first five bytes is the child's."""

import hashlib
from typing import NoReturn, cast

from adapters.confinement import Answer, ConfinedTaskFailed, FailureCode, run_confined
from adapters.intake.limits import IntakeLimits
from adapters.intake.outcomes import Intake, IntakeWarning, RefusalCode, UploadRefused

_TASK = "adapters.intake.confined.task:make_working_copy"
WARMING = "adapters.intake.confined.task"
"""For whoever keeps a standby that takes files in."""
_SIGNATURE = b"%PDF-"


def take_in(data: bytes, limits: IntakeLimits | None = None) -> Intake:
    """Return the working copy of an upload or raise UploadRefused (domain.md IM-17, threats.md T40 to T46).

    Blocks for 20 s at most. The same bytes give the same working copy.
    """
    limits = limits or IntakeLimits()
    _require_plausible(data, limits)
    try:
        answer = run_confined(_TASK, limits.for_child(), data, limits.child)
    except ConfinedTaskFailed as failure:
        _refuse_for(failure)
    _require_accepted(answer)
    warnings = tuple(IntakeWarning(str(code)) for code in cast("list[str]", answer.facts["warnings"]))
    return Intake(
        uploaded_digest=_digest(data),
        working=answer.body,
        working_digest=_digest(answer.body),
        page_count=int(cast("int", answer.facts["page_count"])),
        warnings=warnings,
    )


def _require_plausible(data: bytes, limits: IntakeLimits) -> None:
    if not data:
        raise UploadRefused(RefusalCode.EMPTY)
    if len(data) > limits.file_bytes:
        raise UploadRefused(RefusalCode.TOO_LARGE, limit_bytes=limits.file_bytes, bytes=len(data))
    if not data.startswith(_SIGNATURE):
        raise UploadRefused(RefusalCode.NOT_PDF)


def _refuse_for(failure: ConfinedTaskFailed) -> NoReturn:
    code = {
        FailureCode.TIMEOUT: RefusalCode.TOO_COMPLEX,
        FailureCode.MEMORY: RefusalCode.TOO_COMPLEX,
        FailureCode.CRASHED: RefusalCode.DAMAGED,
        FailureCode.BUSY: RefusalCode.BUSY,
    }[failure.code]
    raise UploadRefused(code, cause=failure.code.value) from failure


def _require_accepted(answer: Answer) -> None:
    if "refused" in answer.facts:
        facts = cast("dict[str, int | str]", answer.facts["facts"])
        raise UploadRefused(RefusalCode(str(answer.facts["refused"])), **facts)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
