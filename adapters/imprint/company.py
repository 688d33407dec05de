from adapters.imprint.characters import cells_of, columns_of
from adapters.imprint.drawing import imprint
from adapters.imprint.layout import around, centred, in_columns
from adapters.imprint.mark import Imprint

SQUARE_MM, RING_MM = 21.0, 18.0
# 80 characters and 印 fill a 9 × 9 grid of 2.1 mm cells, the smallest that can be read in print.
MOST, MOST_AROUND, MOST_INSIDE = 80, 30, 8


def company_imprint(company: str) -> Imprint:
    """Draw the 角印 of a company, 21 mm square, ending in 印; raises ImprintImpossible."""
    columns = company_columns(company)
    text = "".join(cell for column in columns for cell in column)
    return imprint("square", text, SQUARE_MM, in_columns(columns, centred(86, 86)))


def representative_imprint(company: str, title: str = "代表取締役") -> Imprint:
    """Draw the double-ring 丸印 of a representative, 18 mm across; raises ImprintImpossible."""
    outer, inner = cells_of(company, MOST_AROUND), (*cells_of(title, MOST_INSIDE), "印")
    ink = around(outer, 38.9, 12.6) + in_columns(columns_of(inner, 2), centred(36, 43))
    return imprint("double_ring", "".join(outer + inner), RING_MM, ink)


def company_columns(company: str) -> tuple[tuple[str, ...], ...]:
    """Return the columns of a 角印, right to left, with 印 or 之印 (domain.md D.3, rule 3)."""
    cells = cells_of(company, MOST)
    endings = ((*cells, "之", "印"), (*cells, "印"))
    best = min(endings, key=empty_cells)
    return columns_of(best, grid(len(best))[0])


def grid(count: int) -> tuple[int, int]:
    """Return the smallest grid of `count` cells as columns and rows, at most one row higher than wide."""
    columns = 1
    while columns * (columns + 1) < count:
        columns += 1
    return (columns, columns) if columns * columns >= count else (columns, columns + 1)


def empty_cells(cells: tuple[str, ...]) -> int:
    columns, rows = grid(len(cells))
    return columns * rows - len(cells)
