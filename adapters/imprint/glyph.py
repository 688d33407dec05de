from dataclasses import dataclass
from functools import cache
from io import BytesIO
from threading import Lock
from typing import Literal

from fontTools.pens.basePen import BasePen
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from adapters.fonts import FontName, font
from adapters.imprint.mark import ImprintImpossible
from adapters.imprint.path import Path, Point, Segment, moved
from adapters.imprint.substitution import upright_forms, variation_names

FACES: tuple[FontName, ...] = ("serif-bold", "sans-bold")
# Read along the line, so they turn with it when the font has no vertical form (domain.md D.3, rule 5).
TURNED = frozenset("ー〜～－−―‐–—…‥＝：；（）「」『』【】〔〕〈〉《》［］｛｝")
Direction = Literal["vertical", "horizontal"]


@dataclass(frozen=True, slots=True)
class Glyph:
    """An outline in thousandths of the em, y up; `bounds` is the ink (left, bottom, right, top)."""

    path: Path
    bounds: tuple[float, float, float, float]
    advance: float


class CubicPen(BasePen):  # type: ignore[misc]  # fontTools carries no types for its pens
    def __init__(self, glyphs: object) -> None:
        super().__init__(glyphs)
        self.parts: list[Segment] = []

    def _moveTo(self, pt: Point) -> None:  # noqa: N802  # the name BasePen calls
        self.parts.append(Segment("M", (pt,)))

    def _lineTo(self, pt: Point) -> None:  # noqa: N802  # the name BasePen calls
        self.parts.append(Segment("L", (pt,)))

    def _curveToOne(self, pt1: Point, pt2: Point, pt3: Point) -> None:  # noqa: N802  # the name BasePen calls
        self.parts.append(Segment("C", (pt1, pt2, pt3)))

    def _closePath(self) -> None:  # noqa: N802  # the name BasePen calls
        self.parts.append(Segment("Z"))


class Face:
    """One font held in memory; fontTools reads tables lazily and not from two threads at once."""

    def __init__(self, data: bytes) -> None:
        self.tables = TTFont(BytesIO(data), lazy=True)
        self.glyphs = self.tables.getGlyphSet()
        self.names: dict[int, str] = self.tables.getBestCmap()
        self.scale = 1000 / self.tables["head"].unitsPerEm
        self.uprights = upright_forms(self.tables)
        self.variants = variation_names(self.tables)
        self.lock = Lock()

    def glyph(self, character: str, direction: Direction) -> Glyph | None:
        """Return the outline, or None when the font has none or only a blank one."""
        with self.lock:
            name = self.variants.get(character) or self.names.get(ord(character[0]))
            if name is None:
                return None
            if direction == "horizontal":
                return self.drawn(name)
            if name in self.uprights:
                return self.drawn(self.uprights[name])
            glyph = self.drawn(name)
            return turned(glyph) if glyph and character[0] in TURNED else glyph

    def drawn(self, name: str) -> Glyph | None:
        measure, pen = BoundsPen(self.glyphs), CubicPen(self.glyphs)
        self.glyphs[name].draw(measure)
        if measure.bounds is None or is_flat(measure.bounds):
            return None
        self.glyphs[name].draw(pen)
        left, bottom, right, top = (value * self.scale for value in measure.bounds)
        path = moved(pen.parts, (self.scale, 0, 0, self.scale, 0, 0))
        return Glyph(path, (left, bottom, right, top), self.glyphs[name].width * self.scale)


def is_flat(bounds: tuple[float, float, float, float]) -> bool:
    left, bottom, right, top = bounds
    return left >= right or bottom >= top


def turned(glyph: Glyph) -> Glyph:
    left, bottom, right, top = glyph.bounds
    return Glyph(moved(glyph.path, (0, -1, 1, 0, 0, 0)), (bottom, -right, top, -left), glyph.advance)


@cache
def face(name: FontName) -> Face:
    return Face(font(name).read_bytes())


@cache
def glyph_of(character: str, direction: Direction = "vertical") -> Glyph:
    """Return the first non-blank outline, the serif before the sans; raises ImprintImpossible."""
    for name in FACES:
        glyph = face(name).glyph(character, direction)
        if glyph is not None:
            return glyph
    raise ImprintImpossible("blank_glyph", {"character": character})
