"""手書きサイン: strokes of a pen or a finger, smoothed, as vectors (domain.md D.3, rule 10; CS-24)."""

from collections.abc import Sequence
from itertools import pairwise
from math import dist

from adapters.imprint.drawing import pdf_data, svg_data
from adapters.imprint.mark import Imprint, ImprintImpossible
from adapters.imprint.path import Path, Point, Segment

COLOUR, PDF_COLOUR = "#16233F", b"0.0863 0.1373 0.2471"
WIDTH = 1.8
SIZE_MM = 24.0
MARGIN = 2.0
MOST_STROKES, MOST_POINTS = 200, 10_000
LEAST_LENGTH = 0.15
"""Of the width of the pad, all strokes together: less is a slip of the finger."""

Stroke = Sequence[Point]


def drawn_imprint(strokes: Sequence[Stroke]) -> Imprint:
    """Return what was drawn, as large as the square allows; points are in widths of the pad, y down.

    Raises ImprintImpossible for nothing, too little or too much.
    """
    kept = [stroke for stroke in strokes if stroke]
    points = [point for stroke in kept for point in stroke]
    if len(kept) > MOST_STROKES or len(points) > MOST_POINTS:
        raise ImprintImpossible("too_long", {"length": len(points), "most": MOST_POINTS})
    if sum(_length(stroke) for stroke in kept) < LEAST_LENGTH:
        raise ImprintImpossible("empty")
    ink = tuple(part for stroke in kept for part in _smoothed(_fitted(stroke, points)))
    return Imprint("drawn", "", SIZE_MM, _svg(ink), _operators(ink))


def _length(stroke: Stroke) -> float:
    return sum(dist(one, other) for one, other in pairwise(stroke))


def _fitted(stroke: Stroke, points: Sequence[Point]) -> list[Point]:
    """Move all that was drawn into the middle of the square of 100."""
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    inside = 100 - 2 * (MARGIN + WIDTH)
    scale = inside / max(right - left, bottom - top, 0.01)
    across, down = (left + right) / 2, (top + bottom) / 2
    return [(50 + (x - across) * scale, 50 + (y - down) * scale) for x, y in stroke]


def _smoothed(stroke: Sequence[Point]) -> Path:
    """Draw through the middles of the points: a quadratic curve each, spelled as the cubic it is."""
    if len(stroke) == 1:
        return (Segment("M", (stroke[0],)), Segment("L", (stroke[0],)))
    start = stroke[0]
    parts = [Segment("M", (start,))]
    for bend, following in pairwise(stroke[1:]):
        end = ((bend[0] + following[0]) / 2, (bend[1] + following[1]) / 2)
        parts.append(Segment("C", (_towards(start, bend), _towards(end, bend), end)))
        start = end
    return (*parts, Segment("L", (stroke[-1],)))


def _towards(end: Point, bend: Point) -> Point:
    return (end[0] + (bend[0] - end[0]) * 2 / 3, end[1] + (bend[1] - end[1]) * 2 / 3)


def _svg(ink: Path) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="{SIZE_MM}mm" '
        f'height="{SIZE_MM}mm"><path fill="none" stroke="{COLOUR}" stroke-width="{WIDTH}" '
        f'stroke-linecap="round" stroke-linejoin="round" d="{svg_data(ink)}"/></svg>'
    )


def _operators(ink: Path) -> bytes:
    return b"q " + PDF_COLOUR + b" RG 1 J 1 j %g w\n" % WIDTH + pdf_data(ink) + b"S Q\n"
