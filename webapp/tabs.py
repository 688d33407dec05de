"""Tabs over the documents of an envelope: links, so they work by keyboard and without scripts (GM-14)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import abort, url_for

ARGUMENT = "document"


@dataclass(frozen=True, slots=True)
class Tab:
    """`read` when the person has said to be through with it."""

    name: str
    url: str
    read: bool


@dataclass(frozen=True, slots=True)
class Tabs:
    """`now` counts from 1; a single document has no tabs to show."""

    each: tuple[Tab, ...]
    now: int

    @property
    def argument(self) -> dict[str, Any]:
        """What an address carries to mean the open document; nothing for the first."""
        return argument_of(self.now)

    @property
    def several(self) -> bool:
        return len(self.each) > 1

    @property
    def name(self) -> str:
        return self.each[self.now - 1].name


def argument_of(place: int) -> dict[str, Any]:
    return {} if place == 1 else {ARGUMENT: place}


def opened(asked: Mapping[str, str], count: int) -> int:
    """Return the place, from 1, of the document that is asked for; 404 if there is none."""
    text = asked.get(ARGUMENT, "1")
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text[:4]) <= count:
        abort(404)
    return int(text)


def tabs_for(
    names: Sequence[str],
    asked: Mapping[str, str],
    endpoint: str,
    read: frozenset[int] = frozenset(),
    **address: Any,  # noqa: ANN401 -- what url_for takes
) -> Tabs:
    each = [
        Tab(name, url_for(endpoint, **address, **argument_of(at)), at in read)
        for at, name in enumerate(names, 1)
    ]
    return Tabs(tuple(each), opened(asked, len(names)))
