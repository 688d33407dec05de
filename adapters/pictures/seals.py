"""A seal that somebody uploads: the paper taken away, the ink in 朱色, nothing else kept (CS-23)."""

from enum import StrEnum

from adapters.confinement import ConfinedTaskFailed, FailureCode, Limits, run_confined

_TASK = "adapters.pictures.confined_seals:lift"
VERMILION = (0xC8, 0x20, 0x2A)


class SealFault(StrEnum):
    NOT_A_PICTURE = "not_a_picture"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_SMALL = "too_small"
    NO_SEAL_FOUND = "no_seal_found"
    DAMAGED = "damaged"
    BUSY = "busy"


class SealRefused(Exception):
    """No seal can be taken from the file; `code` names the sentence."""

    def __init__(self, code: SealFault) -> None:
        super().__init__(code)
        self.code = code


def lifted_seal(data: bytes, limits: Limits | None = None) -> bytes:
    """Return a square PNG, transparent where there was paper, at most 600 pixels wide.

    `data` is a JPEG or PNG of at least 300 pixels on each side. Raises SealRefused.
    """
    try:
        answer = run_confined(_TASK, {"colour": list(VERMILION)}, data, limits)
    except ConfinedTaskFailed as failure:
        busy = failure.code is FailureCode.BUSY
        raise SealRefused(SealFault.BUSY if busy else SealFault.DAMAGED) from failure
    if "refused" in answer.facts:
        raise SealRefused(SealFault(str(answer.facts["refused"])))
    return answer.body
