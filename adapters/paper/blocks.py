"""The body of a page as strips, from top to bottom."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from adapters.paper.elements import PageRefused, classes, runs_of
from adapters.paper.lines import Line, Run, broken, line_of
from adapters.paper.strips import MM, WIDTH, Bar, Strip, Words, held_together
from adapters.paper.styles import (
    ARTICLE_GAP,
    BODY,
    CODE_IN_TEXT,
    HEADINGS,
    LISTED,
    PARAGRAPHS,
    SECTION_GAP,
    Look,
)
from adapters.paper.tables import grid_of, table_strips
from adapters.paper.tags import Tag

BULLET, INDENT = "•", 5 * MM
HEADER_RULE, HEADER_PADDING, HEADER_GAP = 1.2, 3 * MM, 5 * MM
HEADING_RULE, HEADING_PADDING = 0.5, 1 * MM
MARK_BORDER, MARK_PADDING, MARK_SIDE, MARK_DROP = 0.8, 0.8 * MM, 4 * MM, 1.5 * MM
QR_SIDE, QR_SPACE = 28 * MM, 36 * MM
STROKES = re.compile(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?")


class Composed:
    """Takes elements in their order and keeps the strips; of two gaps that meet the larger counts."""

    def __init__(self, root: Tag) -> None:
        self.strips: list[Strip] = []
        self._tag = root
        self._gap = 0.0

    def take(self, element: Element) -> None:
        known = {
            "header": self._header,
            "section": self._part,
            "article": self._part,
            "h2": self._heading,
            "h3": self._heading,
            "p": self._paragraph,
            "table": self._table,
            "ul": self._list,
            "ol": self._list,
        }
        if element.tag not in known:
            raise PageRefused(element.tag)
        known[element.tag](element)

    def _paragraph(self, element: Element) -> None:
        name = element.get("class", "")
        if name not in PARAGRAPHS:
            raise PageRefused(name)
        look = PARAGRAPHS[name]
        lines = broken(runs_of(element, look.type, CODE_IN_TEXT), WIDTH, look.type)
        self._put(_text_strips(lines, self._tag.add("P")), look)

    def _table(self, element: Element) -> None:
        grid = grid_of(element)
        strips = list(table_strips(element, self._tag.add("Table")))
        self._put(strips, Look(grid.type, grid.before, grid.after))

    def _put(self, strips: Sequence[Strip], look: Look) -> None:
        if not strips:
            return
        kept = [replace(strips[0], gap=max(self._gap, look.before)), *strips[1:]]
        kept[-1] = replace(kept[-1], keep=kept[-1].keep or look.keep)
        self.strips += kept
        self._gap = look.after

    def _part(self, element: Element) -> None:
        self._gap = max(self._gap, SECTION_GAP if element.tag == "section" else ARTICLE_GAP)
        if "verify" in classes(element):
            self._steps(element)
            return
        for child in element:
            self.take(child)

    def _steps(self, element: Element) -> None:
        """Keep the way of checking on one page, with its code to the right of the steps."""
        heading, code, steps = element
        start = len(self.strips)
        self.take(heading)
        at = len(self.strips)
        self._list(steps, WIDTH - QR_SPACE)
        bars = tuple(_code(code, self._tag.add("Figure", alternative="QR")))
        self.strips[at] = replace(self.strips[at], bars=bars)
        self.strips[start:] = held_together(self.strips[start:])
        missing = QR_SIDE + 2 * MM - sum(strip.height + strip.gap for strip in self.strips[at:])
        self._gap = max(self._gap, missing)

    def _header(self, element: Element) -> None:
        mark, title, lead = element
        self._title(title, mark)
        look = PARAGRAPHS["lead"]
        lines = broken(runs_of(lead, look.type, CODE_IN_TEXT), WIDTH, look.type)
        strips = _text_strips(lines, self._tag.add("P"))
        self._put([*strips[:-1], _ruled(strips[-1], HEADER_PADDING, HEADER_RULE)], look)
        self._gap = HEADER_GAP

    def _title(self, title: Element, mark: Element) -> None:
        look, bold = HEADINGS["h1"], BODY.bold()
        (line,) = broken(runs_of(title, look.type, CODE_IN_TEXT), WIDTH, look.type)
        said = line_of(runs_of(mark, bold, CODE_IN_TEXT), bold)
        width = said.width + 2 * MARK_SIDE
        border = Bar(WIDTH - width, MARK_DROP, width, said.height + 2 * MARK_PADDING, stroke=MARK_BORDER)
        words = (
            Words(line, 0.0, 0.0, self._titled(title)),
            Words(said, WIDTH - width + MARK_SIDE, MARK_DROP + MARK_PADDING, self._tag.add("P")),
        )
        self._put([Strip(line.height, words, (border,))], look)

    def _heading(self, element: Element) -> None:
        look = HEADINGS[element.tag]
        lines = broken(runs_of(element, look.type, CODE_IN_TEXT), WIDTH, look.type)
        strips = held_together(_text_strips(lines, self._titled(element)))
        if element.tag == "h2":
            strips[-1] = _ruled(strips[-1], HEADING_PADDING, HEADING_RULE)
        self._put(strips, look)

    def _titled(self, heading: Element) -> Tag:
        tag = self._tag.add(heading.tag.upper())
        tag.title = "".join(heading.itertext())
        return tag

    def _list(self, element: Element, width: float = WIDTH) -> None:
        tag = self._tag.add("L")
        gap = LISTED.before if element.tag == "ul" else 0.0
        for number, item in enumerate(element, 1):
            item_tag = tag.add("LI")
            label = f"{number}." if element.tag == "ol" else BULLET
            strips = _item(item, label, width, item_tag)
            self._put(strips, replace(LISTED, before=gap if number == 1 else 0.0))


def _item(item: Element, label: str, width: float, tag: Tag) -> list[Strip]:
    mark = line_of([Run(label, BODY)], BODY)
    lines = broken(runs_of(item, BODY, CODE_IN_TEXT), width - INDENT, BODY)
    label_tag, body_tag = tag.add("Lbl"), tag.add("LBody")
    strips = _text_strips(lines, body_tag, INDENT)
    words = Words(mark, INDENT - 1.2 * MM - mark.width, 0.0, label_tag)
    return [replace(strips[0], words=(words, *strips[0].words)), *strips[1:]]


def _text_strips(lines: Sequence[Line], tag: Tag, x: float = 0.0) -> list[Strip]:
    """No first and no last line of a paragraph stands alone on its page."""
    strips = [Strip(line.height, (Words(line, x, 0.0, tag),), group=tag) for line in lines]
    if len(strips) <= 4:  # noqa: PLR2004 -- fewer cannot be divided without a line alone
        return held_together(strips)
    return [*held_together(strips[:2]), *strips[2:-2], *held_together(strips[-2:])]


def _ruled(strip: Strip, padding: float, thick: float) -> Strip:
    height = strip.height + padding
    return replace(strip, height=height, bars=(Bar(0.0, height - thick / 2, WIDTH, thick),))


def _code(element: Element, tag: Tag) -> Iterator[Bar]:
    """The strokes of segno's path, each a row of dark modules (M x y, h run, m dx dy)."""
    (svg,) = element
    modules = float(svg.get("viewBox", "").split()[2])
    (path,) = (child for child in svg if child.tag == "path")
    side = QR_SIDE / modules
    x, y = 0.0, 0.0
    for step, first, second in STROKES.findall(path.get("d", "")):
        if step == "h":
            yield Bar(WIDTH - QR_SIDE + x * side, (y - 0.5) * side + MM, float(first) * side, side, tag=tag)
            x += float(first)
        elif step == "m":
            x, y = x + float(first), y + float(second)
        else:
            x, y = float(first), float(second)
