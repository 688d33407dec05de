"""A page is a pile of strips: each as wide as the text, and never cut."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from adapters.paper.lines import Line
from adapters.paper.tags import Tag

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
MARGIN_TOP, MARGIN_SIDE, MARGIN_BOTTOM = 22 * MM, 20 * MM, 24 * MM
WIDTH = PAGE_WIDTH - 2 * MARGIN_SIDE
HEIGHT = PAGE_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM


@dataclass(frozen=True, slots=True)
class Words:
    """A line whose left end is at `x` and whose top at `y`, in points from the upper left of its strip."""

    line: Line
    x: float
    y: float
    tag: Tag | None


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle in points from the upper left of its strip: filled, or a border of `stroke` points."""

    x: float
    y: float
    width: float
    height: float
    gray: float = 0.0
    stroke: float = 0.0
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class Strip:
    """`gap` is left above unless it begins a page; `keep`: the next one stands on the same page.

    `head` is said again where a page begins with this strip. Strips of one `group` are read cell by cell.
    """

    height: float
    words: tuple[Words, ...] = ()
    bars: tuple[Bar, ...] = ()
    gap: float = 0.0
    keep: bool = False
    head: tuple["Strip", ...] = ()
    group: Tag | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """`top` in points from the top of the text; `again`: said before, on another page."""

    strip: Strip
    top: float
    again: bool = False


def held_together(strips: Iterable[Strip]) -> list[Strip]:
    *kept, last = strips
    return [*(replace(strip, keep=True) for strip in kept), last]


def paginated(strips: Sequence[Strip]) -> list[list[Placed]]:
    """Return what stands on each page; only a group higher than a page is divided."""
    pages: list[list[Placed]] = [[]]
    filled = 0.0
    for group in _groups(strips):
        needed = sum(strip.gap + strip.height for strip in group)
        fits = filled + needed <= HEIGHT
        for strip in group:
            if pages[-1] and (not fits or filled + strip.gap + strip.height > HEIGHT):
                pages.append([])
                filled = _repeated(pages[-1], strip.head)
                fits = True
            gap = strip.gap if pages[-1] else 0.0
            pages[-1].append(Placed(strip, filled + gap))
            filled += gap + strip.height
    return pages


def _groups(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    group: list[Strip] = []
    for strip in strips:
        group.append(strip)
        if not strip.keep:
            yield group
            group = []
    if group:
        yield group


def _repeated(page: list[Placed], head: Sequence[Strip]) -> float:
    filled = 0.0
    for strip in head:
        page.append(Placed(strip, filled, again=True))
        filled += strip.height
    return filled
