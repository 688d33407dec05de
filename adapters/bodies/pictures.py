"""Tesseract with its Japanese data, an outside program like LibreOffice: used where it is installed."""

import os
import shutil
import subprocess
from functools import cache
from typing import cast

from adapters.confinement import Limits, run_confined
from adapters.confinement.limits import MEBIBYTE

TASK = "adapters.bodies.confined:read_picture"
PROGRAM, LANGUAGE = "tesseract", "jpn"
LIMITS = Limits(wall_seconds=60, queue_seconds=30, memory_bytes=2048 * MEBIBYTE)
"""For one page: a dense one takes some seconds."""


@cache
def can_read_pictures() -> bool:
    """Tell whether Tesseract and its Japanese data stand where the confined child looks for programs."""
    found = shutil.which(PROGRAM, path=os.defpath)
    if found is None:
        return False
    told = subprocess.run([found, "--list-langs"], capture_output=True, check=False, timeout=20)  # noqa: S603 -- a fixed program
    return LANGUAGE in told.stdout.decode("utf-8", "replace").split()


def text_in_picture(pdf: bytes, page: int) -> str | None:
    """Return what stands on the page, counted from 0, or None. Raises ConfinedTaskFailed."""
    return cast("str | None", run_confined(TASK, {"page": page}, pdf, LIMITS).facts["text"])
