"""How each of our elements looks: type, gaps and columns, all in points."""

from dataclasses import dataclass
from types import MappingProxyType

from adapters.paper.lines import Type
from adapters.paper.strips import MM, WIDTH

GRAY = 0.533
BODY, SMALL = Type(9.2), Type(8.5)
FOOT = Type(8.0, leading=1.2)
LEFT, CENTER, RIGHT = 0.0, 0.5, 1.0


@dataclass(frozen=True, slots=True)
class Look:
    """`before` and `after` are gaps; of two that meet the larger counts."""

    type: Type
    before: float = 0.0
    after: float = 0.0
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    width: float
    align: float = LEFT
    type: Type | None = None
    inset: float = 1.5 * MM


@dataclass(frozen=True, slots=True)
class Grid:
    """`label`: how the th of a row is set; `code`: the size of what is marked as a code."""

    columns: tuple[Column, ...]
    type: Type
    label: Type
    code: float
    before: float = 0.0
    after: float = 0.0


PARAGRAPHS = MappingProxyType(
    {
        "": Look(BODY, after=1.5 * MM),
        "lead": Look(BODY),
        "about": Look(SMALL, after=1.5 * MM, keep=True),
        "file-name": Look(BODY, before=3.5 * MM, after=1.5 * MM, keep=True),
    }
)
HEADINGS = MappingProxyType(
    {
        "h1": Look(Type(23.0, "sans-bold", spacing=23 * 0.22, leading=1.2), after=3 * MM, keep=True),
        "h2": Look(Type(12.0, "sans-bold"), after=2.5 * MM, keep=True),
        "h3": Look(Type(10.0, "sans-bold"), after=0.5 * MM, keep=True),
    }
)
LISTED = Look(BODY, before=2.5 * MM, after=1 * MM)
ID = Type(12.0, "sans-bold", spacing=12 * 0.06)
CODE_IN_TEXT = 7.0
SECTION_GAP, ARTICLE_GAP = 6.5 * MM, 5 * MM
_EVENTS = Type(8.0, leading=1.5)
GRIDS = MappingProxyType(
    {
        "facts": Grid(
            (Column(38.5 * MM, inset=0.0), Column(WIDTH - 38.5 * MM)), BODY, BODY, 8.0, before=2.5 * MM
        ),
        "files": Grid(
            (Column(WIDTH - 74 * MM), Column(37 * MM, RIGHT), Column(37 * MM, RIGHT)),
            BODY,
            BODY.bold(),
            8.0,
            after=1.5 * MM,
        ),
        "parties": Grid(
            (Column(11 * MM, CENTER), Column(33 * MM), Column(WIDTH - 97 * MM), Column(53 * MM, type=SMALL)),
            BODY,
            BODY.bold(),
            7.0,
            after=1.5 * MM,
        ),
        "rounds": Grid(
            (Column(11 * MM, CENTER), Column(47 * MM), Column(WIDTH - 58 * MM)),
            SMALL,
            SMALL,
            7.0,
            after=4 * MM,
        ),
        "events": Grid(
            (Column(12 * MM, RIGHT), Column(47 * MM), Column(WIDTH - 59 * MM)), _EVENTS, _EVENTS, 6.8
        ),
    }
)
