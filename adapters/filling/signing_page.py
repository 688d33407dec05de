"""The 署名欄 pages: who agrees, with room for the time of agreement and the seal."""

from collections.abc import Iterator, Sequence

from reportlab.pdfgen.canvas import Canvas

from adapters.filling.heading import heading_of
from adapters.filling.input_row import InputRow, input_rows
from adapters.filling.overlay import drawn
from adapters.filling.row import FieldBox, Row, row_of
from adapters.filling.sheet import BOTTOM, PAGE_HEIGHT, PAGE_WIDTH, TOP, draw_centred, draw_rule
from contracts.boxes import BoxKind
from contracts.signing import SigningParty, SigningPlan

FOOTER, FOOTER_SIZE = 36.0, 8.0


def signing_pages(plan: SigningPlan) -> tuple[bytes, tuple[FieldBox, ...]]:
    """Return A4 pages with every party in order, and where their fields stand."""
    heading = heading_of(plan)
    sheets = paged(list(rows_of(plan.parties)), TOP - heading.height - BOTTOM)
    boxes: list[FieldBox] = []

    def draw(canvas: Canvas) -> None:
        for page, rows in enumerate(sheets):
            top = heading.draw(canvas) if page == 0 else TOP
            boxes.extend(draw_rows(canvas, rows, top, page))
            draw_centred(canvas, f"署名欄　{page + 1} / {len(sheets)}", FOOTER, FOOTER_SIZE)
            canvas.showPage()

    return drawn(PAGE_WIDTH, PAGE_HEIGHT, draw), tuple(boxes)


def needs_sheet(parties: Sequence[SigningParty]) -> bool:
    """Say whether somebody has no place on the document itself; nobody placed, all stand in 署名欄."""
    if not any(party.boxes for party in parties):
        return True
    return any(not has_room(party) or input_rows(party) for party in parties)


def has_room(party: SigningParty) -> bool:
    """Who gives an imprint needs a 署名ボックス, a 取引士 without one a 記名, others nothing."""
    kinds = {box.kind for box in party.boxes}
    if party.imprint:
        return BoxKind.SEAL in kinds
    return not party.names_only or BoxKind.NAMING in kinds


def rows_of(parties: Sequence[SigningParty]) -> Iterator[Row | InputRow]:
    for party in parties:
        yield row_of(party)
        yield from input_rows(party)


def paged(rows: Sequence[Row | InputRow], first_room: float) -> list[list[Row | InputRow]]:
    """Deal rows onto sheets; a row is never split."""
    sheets: list[list[Row | InputRow]] = [[]]
    room = first_room
    for row in rows:
        if sheets[-1] and row.height > room:
            sheets.append([])
            room = TOP - BOTTOM
        sheets[-1].append(row)
        room -= row.height
    return sheets


def draw_rows(canvas: Canvas, rows: Sequence[Row | InputRow], top: float, page: int) -> list[FieldBox]:
    boxes: list[FieldBox] = []
    for number, row in enumerate(rows):
        if row.is_first or number == 0:
            draw_rule(canvas, top)
        boxes += row.draw(canvas, top, page)
        top -= row.height
    draw_rule(canvas, top)
    return boxes
