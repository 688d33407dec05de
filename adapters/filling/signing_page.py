"""The 署名欄 pages: who agrees, with room for the time of agreement and the seal."""

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from adapters.filling.heading import heading_of
from adapters.filling.overlay import drawn
from adapters.filling.row import FieldBox, Row, row_of
from adapters.filling.sheet import BOTTOM, PAGE_HEIGHT, PAGE_WIDTH, TOP, draw_centred, draw_rule
from contracts.signing import SigningPlan

FOOTER, FOOTER_SIZE = 36.0, 8.0


def signing_pages(plan: SigningPlan) -> tuple[bytes, tuple[FieldBox, ...]]:
    """Return A4 pages with every party in order, and where their fields stand."""
    heading = heading_of(plan)
    sheets = paged([row_of(party) for party in plan.parties], TOP - heading.height - BOTTOM)
    boxes: list[FieldBox] = []

    def draw(canvas: Canvas) -> None:
        for page, rows in enumerate(sheets):
            top = heading.draw(canvas) if page == 0 else TOP
            boxes.extend(draw_rows(canvas, rows, top, page))
            draw_centred(canvas, f"署名欄　{page + 1} / {len(sheets)}", FOOTER, FOOTER_SIZE)
            canvas.showPage()

    return drawn(PAGE_WIDTH, PAGE_HEIGHT, draw), tuple(boxes)


def paged(rows: Sequence[Row], first_room: float) -> list[list[Row]]:
    """Deal rows onto sheets; a row is never split."""
    sheets: list[list[Row]] = [[]]
    room = first_room
    for row in rows:
        if sheets[-1] and row.height > room:
            sheets.append([])
            room = TOP - BOTTOM
        sheets[-1].append(row)
        room -= row.height
    return sheets


def draw_rows(canvas: Canvas, rows: Sequence[Row], top: float, page: int) -> list[FieldBox]:
    boxes: list[FieldBox] = []
    for row in rows:
        draw_rule(canvas, top)
        boxes += row.draw(canvas, top, page)
        top -= row.height
    draw_rule(canvas, top)
    return boxes
