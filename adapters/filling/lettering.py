"""Japanese text for reportlab: registered fonts, widths, line breaks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from adapters.fonts import FontName, font

# Characters that draw nothing and would show as an empty box: variation selectors, joiners, controls.
INVISIBLE = re.compile("[\u0000-\u001f\u007f\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")
# A Latin word, or one character with those after it that may not begin a line.
UNIT = re.compile(
    "[!-~]+ ?|.[、。，．・：；！？ー」』）】〕〉》々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ]* ?"
)
LEADING = 1.4


@dataclass(frozen=True, slots=True)
class Lines:
    """Text broken to a width, in points."""

    face: str
    size: float
    texts: tuple[str, ...]

    @property
    def leading(self) -> float:
        return self.size * LEADING

    @property
    def height(self) -> float:
        return self.leading * len(self.texts)


@cache
def face_for(name: FontName) -> str:
    """Register the font with reportlab once and return its name there."""
    face = f"warifu-{name}"
    pdfmetrics.registerFont(TTFont(face, str(font(name))))
    return face


def visible(text: str) -> str:
    return INVISIBLE.sub("", " ".join(text.split()))


def width_of(text: str, face: str, size: float) -> float:
    return float(pdfmetrics.stringWidth(text, face, size))


def fitted(text: str, name: FontName, width: float, sizes: Sequence[float], most_lines: int) -> Lines:
    """Return the largest size that keeps to `most_lines`; at the last size as many lines as it takes."""
    face, shown = face_for(name), visible(text)
    for size in sizes:
        lines = broken(shown, face, size, width)
        if len(lines) <= most_lines:
            return Lines(face, size, lines)
    return Lines(face, sizes[-1], broken(shown, face, sizes[-1], width))


def broken(text: str, face: str, size: float, width: float) -> tuple[str, ...]:
    """Break text to a width; no line begins with 、 or ー, and no Latin word is cut that fits a line."""
    lines = [""]
    for unit in units(text, face, size, width):
        if lines[-1] and width_of((lines[-1] + unit).rstrip(), face, size) > width:
            lines.append("")
        lines[-1] += unit
    return tuple(line.strip() for line in lines if line.strip())


def units(text: str, face: str, size: float, width: float) -> Iterator[str]:
    for unit in UNIT.findall(text):
        yield from (unit,) if width_of(unit, face, size) <= width else unit
