"""Where each character of a seal goes, in a 0..100 square with y down."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin

from adapters.imprint.glyph import Glyph, glyph_of
from adapters.imprint.path import Path, moved

# How far one axis may be stretched against the other (domain.md D.3, rule 1).
STRETCH = 1.9
GAP = 0.06
# Ink narrower than this is fitted as if it were this wide, so that small kana and dots stay small.
LEAST_INK = 780
# A thin stroke such as 一 keeps the thickness of its neighbours (rule 5).
THIN, THIN_INK = 400, 940


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    width: float
    height: float


def centred(width: float, height: float) -> Box:
    return Box(50 - width / 2, 50 - height / 2, width, height)


def in_columns(columns: Sequence[Sequence[str]], block: Box) -> Path:
    """Draw columns right to left, each stretched over the height of the block."""
    width = block.width / len(columns)
    parts: Path = ()
    for index, column in enumerate(columns):
        height = block.height / len(column)
        left = block.left + block.width - width * (index + 1)
        for row, character in enumerate(column):
            cell = Box(left, block.top + row * height, width, height)
            parts += fitted(glyph_of(character), cell)
    return parts


def fitted(glyph: Glyph, cell: Box) -> Path:
    left, bottom, right, top = glyph.bounds
    across, up = (
        cell.width * (1 - GAP) / breadth(right - left),
        cell.height * (1 - GAP) / breadth(top - bottom),
    )
    across, up = min(across, up * STRETCH), min(up, across * STRETCH)
    x = cell.left + cell.width / 2 - across * (left + right) / 2
    y = cell.top + cell.height / 2 + up * (bottom + top) / 2
    return moved(glyph.path, (across, 0, 0, -up, x, y))


def breadth(ink: float) -> float:
    return THIN_INK if ink < THIN else max(ink, LEAST_INK)


def in_a_row(text: str, block: Box) -> Path:
    """Draw Latin letters on one line at their own proportions."""
    glyphs = [glyph_of(letter, "horizontal") for letter in text]
    total = sum(glyph.advance for glyph in glyphs)
    top = max(glyph.bounds[3] for glyph in glyphs)
    bottom = min(glyph.bounds[1] for glyph in glyphs)
    scale = min(block.width / total, block.height / (top - bottom))
    x = block.left + (block.width - total * scale) / 2
    y = block.top + block.height / 2 + scale * (top + bottom) / 2
    parts: Path = ()
    for glyph in glyphs:
        parts += moved(glyph.path, (scale, 0, 0, -scale, x, y))
        x += glyph.advance * scale
    return parts


def around(cells: Sequence[str], radius: float, height: float) -> Path:
    """Draw clockwise from just right of 12 o'clock, feet to the centre (rule 4)."""
    step = 360 / len(cells)
    width = min(height * 1.15, radians(step) * radius * 0.94)
    parts: Path = ()
    for index, character in enumerate(cells):
        upright = fitted(
            glyph_of(character, "horizontal"), Box(-width / 2, -radius - height / 2, width, height)
        )
        angle = radians(step * (index + 0.5))
        parts += moved(upright, (cos(angle), sin(angle), -sin(angle), cos(angle), 50, 50))
    return parts
