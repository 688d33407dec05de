"""The PDFs of a folder as they are found: named, measured and hashed, one at a time."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from contracts.importing import MOST_FILE_BYTES
from database.import_plans import FoundFile

LONGEST_NAME = 300
CHUNK = 1024 * 1024
PDF = ".pdf"


def files_in(folder: Path) -> Iterator[FoundFile]:
    """Yield every PDF below the folder in the order of names; what a link points to is not ours."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() == PDF and path.is_file() and not path.is_symlink():
            yield _found(folder, path)


def _found(folder: Path, path: Path) -> FoundFile:
    name = path.relative_to(folder).as_posix()
    size = path.stat().st_size
    if len(name) > LONGEST_NAME:
        return FoundFile(name[-LONGEST_NAME:], "", size, fault="name_too_long")
    if size > MOST_FILE_BYTES:
        return FoundFile(name, "", size, fault="too_large")
    return FoundFile(name, _digest(path), size)


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
