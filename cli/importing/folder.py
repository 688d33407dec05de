"""The PDFs of a folder as they are found: named, measured and hashed, one at a time."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from cli.importing.stopping import CannotImport
from cli.importing.words import shown
from contracts.importing import MOST_FILE_BYTES
from database.import_plans import FoundFile

LONGEST_NAME = 300
CHUNK = 1024 * 1024
PDF = ".pdf"
HIDDEN = "."
"""Begins what the systems keep beside files, as macOS does with ._契約書.pdf."""


def paths_in(folder: Path) -> list[Path]:
    """Return every file below the folder in the order of names; what a link points to is not ours.

    Raises CannotImport where a folder cannot be looked into: its contracts would be missing unseen.
    """
    found: list[Path] = []
    for at, _folders, names in os.walk(folder, onerror=_cannot_look):
        found += [Path(at) / name for name in names if not name.startswith(HIDDEN)]
    return sorted(path for path in found if path.is_file() and not path.is_symlink())


def is_pdf(path: Path) -> bool:
    return path.suffix.lower() == PDF


def found_files(folder: Path, paths: Sequence[Path]) -> Iterator[FoundFile]:
    for path in paths:
        yield _found(path.relative_to(folder).as_posix(), path)


def _found(name: str, path: Path) -> FoundFile:
    if not _is_text(name):
        return FoundFile(shown(name)[-LONGEST_NAME:], "", 0, fault="name_unreadable")
    if len(name) > LONGEST_NAME:
        return FoundFile(name[-LONGEST_NAME:], "", 0, fault="name_too_long")
    try:
        size = path.stat().st_size
        if size > MOST_FILE_BYTES:
            return FoundFile(name, "", size, fault="too_large")
        return FoundFile(name, _digest(path), size)
    except OSError:
        return FoundFile(name, "", 0, fault="file_unreadable")


def _is_text(name: str) -> bool:
    """Names that an old system wrote in Shift_JIS are bytes that no database keeps."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _cannot_look(failure: OSError) -> None:
    raise CannotImport(f"{shown(str(failure.filename))} の中を読み取れません。権限をご確認ください。")
