"""Photographs and scans that people hand in: believed only after a child has redrawn them (T49)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn

from adapters.confinement import Answer, ConfinedTaskFailed, FailureCode, Limits, run_confined

_TASK = "adapters.pictures.confined_photos:redraw"


class PhotoFault(StrEnum):
    NOT_A_PHOTO = "not_a_photo"
    TOO_MANY_PIXELS = "too_many_pixels"
    DAMAGED = "damaged"
    BUSY = "busy"


class PhotoRefused(Exception):
    """The file cannot be kept as a picture; `code` names the sentence."""

    def __init__(self, code: PhotoFault) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Photo:
    """`data` is a JPEG or PNG drawn anew: upright, without EXIF, nothing appended; sides in pixels."""

    data: bytes
    mimetype: str
    width: int
    height: int


def redrawn_photo(data: bytes, limits: Limits | None = None) -> Photo:
    """Return a JPEG, PNG or HEIC drawn anew from its pixels, at most 25 million; raises PhotoRefused."""
    try:
        answer = run_confined(_TASK, {}, data, limits)
    except ConfinedTaskFailed as failure:
        _refuse_for(failure)
    _require_redrawn(answer)
    facts = answer.facts
    return Photo(answer.body, str(facts["mimetype"]), int(str(facts["width"])), int(str(facts["height"])))


def _refuse_for(failure: ConfinedTaskFailed) -> NoReturn:
    busy = failure.code is FailureCode.BUSY
    raise PhotoRefused(PhotoFault.BUSY if busy else PhotoFault.DAMAGED) from failure


def _require_redrawn(answer: Answer) -> None:
    if "refused" in answer.facts:
        raise PhotoRefused(PhotoFault(str(answer.facts["refused"])))
