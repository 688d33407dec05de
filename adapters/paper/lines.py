"""Text in lines: none begins with a closing mark, none ends with an opening one, no word that fits is cut."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from adapters.fonts import FontName
from adapters.paper.faces import ASCENT, DESCENT, EM, characters, face

LEADING = 1.55
CLOSERS = "、。，．・：；！？…ー」』）】］｝〉》〕々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
OPENERS = "（「『【［｛〈《〔"
ATTACHED = "\u0300-\u036f\u3099\u309a\uff9e\uff9f\ufe00-\ufe0f\U000e0100-\U000e01ef"
WORD = "[!-~¡-ɏͰ-ԯ]+"
UNIT = re.compile(f"[{OPENERS}]*(?:{WORD}|[^ \u3000])[{CLOSERS}{ATTACHED}]*[ \u3000]*|[ \u3000]+")
SPACES = " \u3000"
REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Type:
    """`size` in points, `spacing` in points after each character; what is `whole` is broken only in need."""

    size: float
    face: FontName = "sans"
    spacing: float = 0.0
    leading: float = LEADING
    whole: bool = False

    def bold(self) -> "Type":
        return replace(self, face="sans-bold")


@dataclass(frozen=True, slots=True)
class Run:
    """`text` without a line break, or exactly one."""

    text: str
    type: Type

    @property
    def width(self) -> float:
        return width_of(self.text, self.type)


@dataclass(frozen=True, slots=True)
class Line:
    runs: tuple[Run, ...]
    height: float
    baseline: float
    """Both in points; the baseline is measured from the top."""

    @property
    def width(self) -> float:
        return sum(run.width for run in self.runs)


@lru_cache(REMEMBERED)
def width_of(text: str, of: Type) -> float:
    known, letters = face(of.face), list(characters(text))
    return sum(map(known.width, letters)) * of.size / EM + of.spacing * len(letters)


def line_of(runs: Sequence[Run], usual: Type) -> Line:
    """Return the line that these runs stand on; an empty one is as high as `usual`."""
    largest = max((run.type for run in runs), key=lambda one: one.size, default=usual)
    height = largest.size * largest.leading
    free = height - largest.size * (ASCENT - DESCENT) / EM
    return Line(tuple(_joined(runs)), height, free / 2 + largest.size * ASCENT / EM)


def broken(runs: Sequence[Run], width: float, usual: Type) -> list[Line]:
    """Return the lines, none wider than `width` points."""
    lines: list[list[Run]] = [[]]
    left = width
    for unit in _units(runs):
        if unit is None:
            lines.append([])
            left = width
            continue
        for part in _parts(unit, width):
            needed = sum(run.width for run in _trimmed(part))
            if needed > left and lines[-1]:
                lines.append([])
                left = width
            lines[-1] += part
            left -= sum(run.width for run in part)
    return [line_of(_trimmed(line), usual) for line in lines]


def _units(runs: Sequence[Run]) -> Iterator[list[Run] | None]:
    """Yield what stays together, and None for a forced break; a closer stays with what is before it."""
    held: list[Run] = []
    for run in runs:
        if run.text == "\n":
            yield from [held] if held else []
            yield None
            held = []
            continue
        for text in [run.text] if run.type.whole else UNIT.findall(run.text):
            if held and not (text[0] in CLOSERS and held[-1].text[-1] not in SPACES):
                yield held
                held = []
            held.append(Run(text, run.type))
    if held:
        yield held


def _parts(unit: list[Run], width: float) -> Iterator[list[Run]]:
    if sum(run.width for run in _trimmed(unit)) <= width:
        yield unit
        return
    for run in unit:
        yield from ([Run(letter, run.type)] for letter in characters(run.text))


def _trimmed(runs: Sequence[Run]) -> list[Run]:
    """Without the spaces at the end of a line."""
    kept = list(runs)
    while kept:
        text = kept[-1].text.rstrip(SPACES)
        if text:
            kept[-1] = Run(text, kept[-1].type)
            break
        kept.pop()
    return kept


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    held: Run | None = None
    for run in runs:
        if held and held.type == run.type:
            held = Run(held.text + run.text, run.type)
            continue
        if held:
            yield held
        held = run
    if held:
        yield held
