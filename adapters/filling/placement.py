from pikepdf import Page

Matrix = tuple[float, float, float, float, float, float]
Corners = tuple[float, float, float, float]
SLACK = 0.05
"""Points by which rounding may put a box past the edge of its page."""


def from_lower_left(page: Page, x: float, y: float) -> Matrix:
    """Return the matrix whose origin stands x, y points from the lower left corner of the page as displayed.

    Displayed is CropBox ∩ MediaBox with /Rotate applied; the matrix leads to default user space.
    """
    left, bottom, right, top = displayed(page)
    turned: dict[int, Matrix] = {
        0: (1, 0, 0, 1, left + x, bottom + y),
        90: (0, 1, -1, 0, right - y, bottom + x),
        180: (-1, 0, 0, -1, right - x, top - y),
        270: (0, -1, 1, 0, left + y, top - x),
    }
    return turned[int(page.rotation) % 360]


def placed_corners(page: Page, x: float, y: float, width: float, height: float) -> Corners:
    """Return the box in default user space, wherever it stands."""
    a, b, c, d, e, f = from_lower_left(page, x, y)
    across, up = e + a * width + c * height, f + b * width + d * height
    return (min(e, across), min(f, up), max(e, across), max(f, up))


def holds(page: Page, box: Corners) -> bool:
    """Say whether the page as displayed holds all of a box that has an area."""
    left, bottom, right, top = displayed(page)
    across = left - SLACK <= box[0] < box[2] <= right + SLACK
    return across and bottom - SLACK <= box[1] < box[3] <= top + SLACK


def displayed(page: Page) -> Corners:
    media, crop = ordered(page.mediabox), ordered(page.cropbox)
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    return (left, bottom, right, top) if left < right and bottom < top else media


def ordered(box: object) -> Corners:
    x0, y0, x1, y1 = (float(value) for value in box)  # type: ignore[attr-defined]  # a pikepdf Array iterates
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
