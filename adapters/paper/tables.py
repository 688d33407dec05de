"""Tables with columns of a fixed width: a row is kept together unless it fills a third of a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from adapters.paper.elements import PageRefused, classes, runs_of
from adapters.paper.lines import Line, Type, broken
from adapters.paper.strips import HEIGHT, MM, WIDTH, Bar, Strip, Words, held_together
from adapters.paper.styles import GRAY, GRIDS, Column, Grid
from adapters.paper.tags import Tag

PADDING, HEAD_PADDING = 0.7 * MM, 0.6 * MM
RULE, HEAD_RULE = 0.3, 0.5
HEAD_SIZE = 8.0
LONGEST_KEPT = HEIGHT / 3


@dataclass(frozen=True, slots=True)
class Cell:
    lines: tuple[Line, ...]
    column: Column
    left: float
    tag: Tag
    row: Tag


def grid_of(table: Element) -> Grid:
    try:
        return GRIDS[table.get("class", "")]
    except KeyError:
        raise PageRefused(table.get("class", "")) from None


def table_strips(table: Element, tag: Tag) -> Iterator[Strip]:
    grid = grid_of(table)
    head: tuple[Strip, ...] = ()
    for part in table:
        part_tag = tag.add("THead" if part.tag == "thead" else "TBody")
        rows = [_row(row, grid, part_tag, is_head=part.tag == "thead") for row in part]
        if part.tag == "thead":
            head = tuple(strip for cells in rows for strip in _head(cells))
            yield from head
            continue
        joined = "files" in classes(table)
        for number, cells in enumerate(rows, 1):
            is_open = joined and number < len(rows)
            follows = joined and number > 1
            yield from (replace(strip, head=head) for strip in _body(cells, is_open=is_open, follows=follows))


def _row(row: Element, grid: Grid, tag: Tag, *, is_head: bool) -> list[Cell]:
    row_tag, cells, at = tag.add("TR"), [], 0
    for cell in row:
        span = int(cell.get("colspan", "1"))
        column = grid.columns[at]
        if span > 1 or len(row) == 1:
            column = replace(column, width=sum(one.width for one in grid.columns[at:]))
        left = sum(one.width for one in grid.columns[:at])
        kind = _type_of(cell, grid, column, is_head=is_head, is_digest="digest" in classes(row))
        runs = runs_of(cell, kind, grid.code)
        lines = broken(runs, column.width - column.inset - 1.5 * MM, kind)
        scope = {"col": "Column", "row": "Row"}.get(cell.get("scope", ""), "")
        cells.append(Cell(tuple(lines), column, left, row_tag.add(cell.tag.upper(), scope=scope), row_tag))
        at += span
    return cells


def _type_of(cell: Element, grid: Grid, column: Column, *, is_head: bool, is_digest: bool) -> Type:
    if is_head:
        return Type(HEAD_SIZE, "sans-bold")
    if cell.tag == "th":
        return grid.label
    return Type(HEAD_SIZE) if is_digest else column.type or grid.type


def _head(cells: Sequence[Cell]) -> Iterator[Strip]:
    for strip in _strips(cells, HEAD_PADDING, HEAD_PADDING, HEAD_RULE, 0.0):
        yield replace(strip, keep=True)


def _body(cells: Sequence[Cell], *, is_open: bool, follows: bool) -> list[Strip]:
    """An open row has no rule below it and stands with the next one."""
    above, below = 0.0 if follows else PADDING, 0.0 if is_open else PADDING
    strips = list(_strips(cells, above, below, 0.0 if is_open else RULE, GRAY))
    if sum(strip.height for strip in strips) <= LONGEST_KEPT:
        strips = held_together(strips)
    else:
        strips = [*held_together(strips[:2]), *strips[2:-2], *held_together(strips[-2:])]
    return [*strips[:-1], replace(strips[-1], keep=True)] if is_open else strips


def _strips(cells: Sequence[Cell], above: float, below: float, rule: float, gray: float) -> Iterator[Strip]:
    count = max(len(cell.lines) for cell in cells)
    for number in range(count):
        first, last = number == 0, number == count - 1
        row = [(cell, cell.lines[number]) for cell in cells if number < len(cell.lines)]
        high, baseline = max(line.height for _, line in row), max(line.baseline for _, line in row)
        top = above if first else 0.0
        height = top + high + (below if last else 0.0)
        words = tuple(
            Words(line, _x(cell, line), top + baseline - line.baseline, cell.tag) for cell, line in row
        )
        bars = (Bar(0.0, height - rule / 2, WIDTH, rule, gray),) if rule and last else ()
        yield Strip(height, words, bars, group=cells[0].row)


def _x(cell: Cell, line: Line) -> float:
    free = cell.column.width - cell.column.inset - 1.5 * MM - line.width
    return cell.left + cell.column.inset + max(0.0, free) * cell.column.align
