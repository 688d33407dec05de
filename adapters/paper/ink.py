"""What stands on a page as operators (ISO 32000-1, 8 and 9), marked for the structure (14.6)."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from adapters.fonts import FontName
from adapters.paper.cast import Cast
from adapters.paper.lines import Line, Run, line_of
from adapters.paper.objects import number as n
from adapters.paper.strips import (
    MARGIN_BOTTOM,
    MARGIN_SIDE,
    MARGIN_TOP,
    MM,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Bar,
    Placed,
)
from adapters.paper.styles import FOOT
from adapters.paper.tags import Tag

FONTS: dict[FontName, str] = {"sans": "R", "sans-bold": "B"}
FOOT_DROP, FOOT_GRAY = 4 * MM, 0.2
Feet = tuple[str, str, str]


class Ink:
    """Draws one page; `number` counts from 0."""

    def __init__(self, casts: Mapping[FontName, Cast], number: int) -> None:
        self._casts = casts
        self._number = number
        self._drawn: list[str] = []
        self.marked: list[Tag] = []

    def page(self, placed: Sequence[Placed], feet: Feet) -> bytes:
        for _, group in groupby(placed, key=lambda one: (one.again, id(one.strip.group or one))):
            self._group(list(group))
        self._feet(feet)
        return "".join(self._drawn).encode("ascii")

    def _group(self, placed: Sequence[Placed]) -> None:
        """Draw the bars, then all of a cell before the next one: so copied text has its order."""
        again, cells = placed[0].again, dict[Tag | None, list[str]]()
        for one in placed:
            top = PAGE_HEIGHT - MARGIN_TOP - one.top
            for tag, bars in groupby(one.strip.bars, key=lambda bar: bar.tag):
                self._marked(None if again else tag, "".join(_bars(list(bars), top)))
            for words in one.strip.words:
                drawn = self._line(words.line, MARGIN_SIDE + words.x, top - words.y)
                if words.tag and words.tag.title and not words.tag.marks:
                    words.tag.top = top
                cells.setdefault(words.tag, []).append(drawn)
        for cell, lines in cells.items():
            self._marked(None if again else cell, "".join(lines))

    def _marked(self, tag: Tag | None, drawn: str) -> None:
        if tag is None:
            self._drawn.append(f"/Artifact BMC\n{drawn}EMC\n")
            return
        place = len(self.marked)
        self.marked.append(tag)
        tag.marks.append((self._number, place))
        self._drawn.append(f"/{tag.kind} << /MCID {place} >> BDC\n{drawn}EMC\n")

    def _line(self, line: Line, x: float, top: float) -> str:
        drawn, y = ["BT\n"], n(top - line.baseline)
        for run in line.runs:
            kind, codes = run.type, self._casts[run.type.face].codes(run.text)
            font = f"/{FONTS[kind.face]} {n(kind.size)} Tf {n(kind.spacing)} Tc"
            drawn.append(f"{font} 1 0 0 1 {n(x)} {y} Tm <{codes}> Tj\n")
            x += run.width
        return "".join((*drawn, "ET\n"))

    def _feet(self, feet: Feet) -> None:
        lines = [line_of([Run(text, FOOT)], FOOT) for text in feet]
        across = PAGE_WIDTH - 2 * MARGIN_SIDE
        drawn = [
            self._line(line, MARGIN_SIDE + (across - line.width) * share, MARGIN_BOTTOM - FOOT_DROP)
            for line, share in zip(lines, (0.0, 0.5, 1.0), strict=True)
        ]
        said = "".join(drawn)
        self._drawn.append(
            f"/Artifact << /Type /Pagination /Subtype /Footer >> BDC\nq {n(FOOT_GRAY)} g\n{said}Q\nEMC\n"
        )


def _bars(bars: Sequence[Bar], top: float) -> Iterator[str]:
    """All of one look in one path, so that no seam shows between them."""
    for (gray, stroke), alike in groupby(bars, key=lambda bar: (bar.gray, bar.stroke)):
        yield f"q {n(gray)} g {n(stroke)} w\n"
        for bar in alike:
            x, y = MARGIN_SIDE + bar.x, top - bar.y - bar.height
            yield f"{n(x)} {n(y)} {n(bar.width)} {n(bar.height)} re\n"
        yield "S Q\n" if stroke else "f Q\n"
