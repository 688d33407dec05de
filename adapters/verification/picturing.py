"""Pages as they looked at each revision, drawn in a confined child and kept nowhere."""

import logging
from collections.abc import Sequence
from typing import cast

from adapters.confinement import ConfinedTaskFailed, Json, Limits, run_confined
from contracts.verdict_pictures import PageAt

TASK = "adapters.verification.drawing:draw_confined"
LIMITS = Limits(wall_seconds=4.5, queue_seconds=1.0)
WIDTH = 720

_log = logging.getLogger(__name__)


def pictures_of(pdf: bytes, wanted: Sequence[PageAt]) -> dict[PageAt, bytes]:
    """Return a WebP for each page that could be drawn in time, perhaps none; blocks for at most 5.5 s."""
    if not wanted:
        return {}
    asked: list[Json] = [[one.length, one.page] for one in wanted]
    try:
        answer = run_confined(TASK, {"asked": asked, "width": WIDTH}, pdf, LIMITS)
    except ConfinedTaskFailed as failure:
        _log.info("the pages could not be drawn: %s", failure.code)
        return {}
    drawn: dict[PageAt, bytes] = {}
    start = 0
    for one, length in zip(wanted, cast("list[int]", answer.facts["lengths"]), strict=False):
        if length:
            drawn[one] = answer.body[start : start + length]
        start += length
    return drawn
