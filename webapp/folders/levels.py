"""Who is let in how far: one list of levels for each group, as fields of a form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import request

from contracts.access.levels import Level

NOTHING = ""
"""Nothing is said here: what the folder above gives holds."""


@dataclass(frozen=True, slots=True)
class LevelLine:
    """`name` is the field's, `value` what is chosen now."""

    name: str
    label: str
    value: str


def lines_of(labels: Mapping[str, str], held: Mapping[str, str], *, typed: bool) -> list[LevelLine]:
    """Return a line for each of `labels`, whose keys are public ids."""
    return [
        LevelLine(_field(key), label, request.form.get(_field(key), "") if typed else held.get(key, NOTHING))
        for key, label in labels.items()
    ]


def levels_typed(keys: Iterable[str]) -> dict[str, Level]:
    """Return what was chosen; what is no level says nothing (T06)."""
    known = {level.value for level in Level}
    typed = {key: request.form.get(_field(key), NOTHING) for key in keys}
    return {key: Level(value) for key, value in typed.items() if value in known}


def _field(key: str) -> str:
    return f"level-{key}"
