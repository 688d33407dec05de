"""The same paths as SVG and as PDF operators, in 朱色."""

from adapters.imprint.mark import Imprint, Shape
from adapters.imprint.path import Path, circle, rounded_square

COLOUR = "#C8202A"
PDF_COLOUR = b"0.7843 0.1255 0.1647"
# Added to each stroke, for thin strokes of a serif vanish at 10.5 mm (domain.md D.3, rule 1).
INK = 1.1
OUTER, INNER = 3.4, 1.6
INNER_RADIUS = 30


def frames(shape: Shape) -> tuple[tuple[Path, float], ...]:
    """Return the frames with their stroke widths; the outermost ink touches the square's edge."""
    if shape == "square":
        return ((rounded_square(50 - OUTER / 2, 5), OUTER),)
    ring = (circle(50 - OUTER / 2), OUTER)
    return (ring, (circle(INNER_RADIUS), INNER)) if shape == "double_ring" else (ring,)


def imprint(shape: Shape, text: str, size_mm: float, ink: Path) -> Imprint:
    return Imprint(shape, text, size_mm, svg(shape, size_mm, ink), operators(shape, ink))


def svg(shape: Shape, size_mm: float, ink: Path) -> str:
    rings = "".join(
        f'<path fill="none" stroke="{COLOUR}" stroke-width="{width}" d="{svg_data(path)}"/>'
        for path, width in frames(shape)
    )
    size = f'width="{size_mm}mm" height="{size_mm}mm"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" {size}>'
        f'{rings}<path fill="{COLOUR}" stroke="{COLOUR}" stroke-width="{INK}" stroke-linejoin="round" '
        f'd="{svg_data(ink)}"/></svg>'
    )


def operators(shape: Shape, ink: Path) -> bytes:
    rings = b"".join(b"%g w " % width + pdf_data(path) + b"S\n" for path, width in frames(shape))
    colours = PDF_COLOUR + b" rg " + PDF_COLOUR + b" RG 1 j\n"
    return b"q " + colours + rings + b"%g w " % INK + pdf_data(ink) + b"B Q\n"


def svg_data(path: Path) -> str:
    return "".join(part.kind + " ".join(f"{short(x)} {short(y)}" for x, y in part.points) for part in path)


def pdf_data(path: Path) -> bytes:
    names = {"M": "m", "L": "l", "C": "c", "Z": "h"}
    parts = (
        " ".join([f"{short(x)} {short(100 - y)}" for x, y in part.points] + [names[part.kind]])
        for part in path
    )
    return ("\n".join(parts) + "\n").encode("ascii")


def short(value: float) -> str:
    """Return two decimals: a fiftieth of a point at 21 mm, finer than any printer."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
