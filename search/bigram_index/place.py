"""The index folder: generations built aside, one of them CURRENT, and nobody else may write here.

Whoosh's files are pickles: who can write them runs code in who reads them (threats.md 0.8).
"""

import os
import re
import shutil
import stat
import uuid
from pathlib import Path

from search.bigram_index.format import format_mark
from search.unusable import IndexUnusable

CURRENT, FORMAT, LOCK = "CURRENT", "FORMAT", "LOCK"
KEPT_SECONDS = 3600.0
"""Readers that have an old generation open may go on with it for this long."""

_GENERATION = re.compile(r"g-[0-9a-f]{12}")


def prepare(folder: Path) -> None:
    """Make the folder for this user alone; raises IndexUnusable where it would not be."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    require_private(folder)


def require_private(folder: Path) -> None:
    try:
        found = folder.lstat()
    except OSError as error:
        raise IndexUnusable("there is no index") from error
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise IndexUnusable(f"{folder} is not a folder of this user")
    if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise IndexUnusable(f"others may write to {folder}")


def current(folder: Path) -> Path:
    """Return the generation to read; raises IndexUnusable when there is none that may be opened."""
    require_private(folder)
    try:
        name = (folder / CURRENT).read_text("ascii").strip()
    except (OSError, ValueError) as error:
        raise IndexUnusable("there is no index") from error
    if not _GENERATION.fullmatch(name):
        raise IndexUnusable("the index has no name")
    generation = folder / name
    require_private(generation)
    if _mark_of(generation) != format_mark():
        raise IndexUnusable("the index is of another format")
    return generation


def new_generation(folder: Path) -> Path:
    generation = folder / f"g-{uuid.uuid4().hex[:12]}"
    generation.mkdir(mode=0o700)
    (generation / FORMAT).write_text(format_mark(), "ascii")
    return generation


def make_current(generation: Path) -> None:
    """Swap in one step, after everything is on the disk."""
    for file in (*generation.iterdir(), generation):
        _sync(file)
    beside = generation.parent / f"{CURRENT}.new"
    beside.write_text(generation.name, "ascii")
    _sync(beside)
    beside.replace(generation.parent / CURRENT)
    _sync(generation.parent)


def remove_old(folder: Path, kept: Path, now: float) -> None:
    for path in folder.iterdir():
        is_old = _GENERATION.fullmatch(path.name) and path.stat().st_mtime < now - KEPT_SECONDS
        if path != kept and is_old:
            shutil.rmtree(path, ignore_errors=True)


def _mark_of(generation: Path) -> str:
    try:
        return (generation / FORMAT).read_text("ascii")
    except (OSError, ValueError):
        return ""


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
