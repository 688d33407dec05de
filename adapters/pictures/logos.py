"""The logo of an organisation: drawn anew from its pixels, as a PNG of a bearable size (AD-18, T49)."""

from enum import StrEnum

from adapters.confinement import ConfinedTaskFailed, FailureCode, Limits, run_confined

_TASK = "adapters.pictures.confined_logos:draw"
WIDTH, HEIGHT = 960, 320


class LogoFault(StrEnum):
    NOT_A_PHOTO = "not_a_photo"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_SMALL = "too_small"
    DAMAGED = "damaged"
    BUSY = "busy"


class LogoRefused(Exception):
    """The file cannot be shown as a logo; `code` names the sentence."""

    def __init__(self, code: LogoFault) -> None:
        super().__init__(code)
        self.code = code


def drawn_logo(data: bytes, limits: Limits | None = None) -> bytes:
    """Return a PNG of at most 960 by 320 pixels, without metadata; raises LogoRefused.

    `data` is a JPEG, PNG or HEIC of at least 32 pixels on each side.
    """
    try:
        answer = run_confined(_TASK, {"width": WIDTH, "height": HEIGHT}, data, limits)
    except ConfinedTaskFailed as failure:
        busy = failure.code is FailureCode.BUSY
        raise LogoRefused(LogoFault.BUSY if busy else LogoFault.DAMAGED) from failure
    if "refused" in answer.facts:
        raise LogoRefused(LogoFault(str(answer.facts["refused"])))
    return answer.body
