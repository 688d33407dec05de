from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
# Distance of a cubic's control points that draws a quarter circle of radius 1.
QUARTER = 0.5522847498


@dataclass(frozen=True, slots=True)
class Segment:
    """One move, line, cubic or close, of 1, 1, 3 or 0 points."""

    kind: Literal["M", "L", "C", "Z"]
    points: tuple[Point, ...] = ()


Path = tuple[Segment, ...]


def moved(path: Iterable[Segment], matrix: Matrix) -> Path:
    """Apply (a, b, c, d, e, f) as PDF does: x' = ax + cy + e, y' = bx + dy + f."""
    a, b, c, d, e, f = matrix
    return tuple(
        Segment(part.kind, tuple((a * x + c * y + e, b * x + d * y + f) for x, y in part.points))
        for part in path
    )


def circle(radius: float) -> Path:
    return rounded_square(radius, radius)


def rounded_square(half: float, corner: float) -> Path:
    """Draw around (50, 50), clockwise from the top edge."""
    near, far, bend = half - corner, half, (half - corner) + corner * QUARTER
    quarter = (Segment("L", ((near, -far),)), Segment("C", ((bend, -far), (far, -bend), (far, -near))))
    turns: tuple[Matrix, ...] = (
        (1, 0, 0, 1, 50, 50),
        (0, 1, -1, 0, 50, 50),
        (-1, 0, 0, -1, 50, 50),
        (0, -1, 1, 0, 50, 50),
    )
    sides = tuple(part for turn in turns for part in moved(quarter, turn))
    return (Segment("M", ((50 - near, 50 - far),)), *sides, Segment("Z"))
