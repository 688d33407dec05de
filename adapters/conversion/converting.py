"""The parent's side: a folder of its own for every document, taken away again whatever happens."""

import os
import shutil
import tempfile
import threading
from pathlib import Path, PurePath

from adapters.confinement import ConfinedTaskFailed, FailureCode, Json, Limits, run_confined
from adapters.fonts import FontMissing, font

TASK = "adapters.conversion.confined:convert"
SUFFIXES = frozenset({".docx", ".doc", ".xlsx", ".xls", ".pptx", ".ppt", ".odt", ".ods", ".odp"})
PACKED = frozenset({".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"})
PROGRAM = "soffice"
_turn = threading.BoundedSemaphore(1)
"""One at a time: of the two places for confined children one stays free for what takes a second."""
LIMITS = Limits(wall_seconds=60, queue_seconds=10, memory_bytes=4 * 1024**3)


class ConversionRefused(Exception):
    """`code` is not_installed, not_converted, outside, too_slow or busy."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def is_convertible(filename: str) -> bool:
    return PurePath(filename).suffix.lower() in SUFFIXES


def can_convert() -> bool:
    """Tell whether LibreOffice stands where the confined child looks for programs."""
    return shutil.which(PROGRAM, path=os.defpath) is not None


def convert(data: bytes, filename: str) -> bytes:
    """Return the PDF that LibreOffice makes of a document; blocks for 80 s at most.

    No macro runs, nothing outside the document is read. Raises ConversionRefused.
    """
    if not can_convert():
        raise ConversionRefused("not_installed")
    suffix = PurePath(filename).suffix.lower()
    if not _turn.acquire(timeout=LIMITS.queue_seconds):
        raise ConversionRefused("busy")
    try:
        return _converted(data, suffix)
    finally:
        _turn.release()


def _converted(data: bytes, suffix: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="warifu-conversion-", ignore_cleanup_errors=True) as folder:
        facts: dict[str, Json] = {
            "folder": folder,
            "suffix": suffix,
            "packed": suffix in PACKED,
            "fonts": list(_fonts()),
        }
        try:
            answer = run_confined(TASK, facts, data, LIMITS)
        except ConfinedTaskFailed as failure:
            raise ConversionRefused(_code(failure.code)) from failure
    if "refused" in answer.facts:
        raise ConversionRefused(str(answer.facts["refused"]))
    return answer.body


def _code(failure: FailureCode) -> str:
    return {FailureCode.BUSY: "busy", FailureCode.TIMEOUT: "too_slow"}.get(failure, "not_converted")


def _fonts() -> frozenset[str]:
    """Return the folders of our fonts: a server seldom has a Japanese one of its own."""
    try:
        return frozenset(str(Path(font(name)).parent) for name in ("sans", "serif"))
    except FontMissing:
        return frozenset()
