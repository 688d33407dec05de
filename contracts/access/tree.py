"""フォルダ: a tree of names, and what is given to a folder once its parents are followed (MK-78, MK-80)."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from contracts.access.levels import Level

MOST_DEEP = 10
Audience = Hashable
"""A group's id, or None for everybody in the organisation."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One folder; with `inherits` what its parent is given holds too, unless `given` says otherwise."""

    id: int
    parent: int | None
    name: str = ""
    inherits: bool = True
    given: Mapping[Audience, Level] = field(default_factory=dict)


def resolved(branches: Sequence[Branch]) -> dict[int, dict[Audience, Level]]:
    """Return who reaches each folder, and how far; なし leaves nobody."""
    known = {one.id: one for one in branches}
    found: dict[int, dict[Audience, Level]] = {}
    for branch in branches:
        given: dict[Audience, Level] = {}
        for one in _line(known, branch):
            given = {**(given if one.inherits else {}), **one.given}
        found[branch.id] = {whose: level for whose, level in given.items() if level is not Level.NONE}
    return found


def path_of(known: Mapping[int, Branch], folder: int) -> tuple[str, ...]:
    """Return the names from the top down to `folder`."""
    return tuple(one.name for one in _line(known, known[folder]))


def is_below(known: Mapping[int, Branch], folder: int | None, other: int) -> bool:
    """Tell whether `folder` is `other` or lies in it: `other` cannot be moved there."""
    return folder is not None and any(one.id == other for one in _line(known, known[folder]))


def below(branches: Sequence[Branch], folder: int) -> set[int]:
    """Return `folder` and every folder in it."""
    known = {one.id: one for one in branches}
    return {one.id for one in branches if is_below(known, one.id, folder)}


def depth_of(known: Mapping[int, Branch], folder: int | None) -> int:
    """Return how many folders stand in line down to `folder`: 0 for the top."""
    return len(_line(known, known[folder])) if folder is not None else 0


def _line(known: Mapping[int, Branch], branch: Branch) -> list[Branch]:
    line = [branch]
    while line[0].parent is not None:
        line.insert(0, known[line[0].parent])
    return line
