"""署名位置: what may be placed on a page for whom, and how large (domain.md IM-59 to IM-66, CF-09, AD-03)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from contracts.inputs import InputKind

MOST_INPUTS = 20
"""フリーテキスト and チェックボックス of one party, placed or not."""
MOST_SIGNS = 100
"""署名ボックス and 記名 of one party: one on each page of a long contract."""
LONGEST_LABEL = 200
EXACT = 2
"""Digits of a millimetre that are kept: far finer than any printer."""
SLACK = 0.011
MM_PER_POINT = 25.4 / 72


class BoxKind(StrEnum):
    """署名ボックス / 記名 / フリーテキスト / チェックボックス."""

    SEAL = "seal"
    NAMING = "naming"
    TEXT = InputKind.TEXT
    CHECK = InputKind.CHECK


SIGNS = frozenset({BoxKind.SEAL, BoxKind.NAMING})


@dataclass(frozen=True, slots=True)
class Size:
    """In millimetres."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Sizes:
    least: Size
    most: Size
    usual: Size


SIZES: Mapping[BoxKind, Sizes] = {
    BoxKind.SEAL: Sizes(Size(8, 8), Size(80, 60), Size(24, 24)),
    BoxKind.NAMING: Sizes(Size(20, 5), Size(200, 30), Size(80, 8)),
    BoxKind.TEXT: Sizes(Size(10, 5), Size(280, 150), Size(60, 8)),
    BoxKind.CHECK: Sizes(Size(3, 3), Size(15, 15), Size(5, 5)),
}
"""24 mm hold the largest seal, a 角印 of 21 mm, at its real size; 3 mm the smallest text."""


@dataclass(frozen=True, slots=True)
class Box:
    """`document` and `page` count from 1; millimetres from the upper left of the page as displayed."""

    id: str
    party: str
    kind: BoxKind
    document: int
    page: int
    left: float
    top: float
    width: float
    height: float
    label: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class Placer:
    """A party as boxes see it."""

    id: str
    own: bool
    signs: bool
    imprint: bool
    names_only: bool

    @property
    def kinds(self) -> tuple[BoxKind, ...]:
        """Return what may be placed for it: nothing for whom the document is only shared with (IM-47)."""
        if not self.signs:
            return ()
        seal = (BoxKind.SEAL,) if self.imprint else ()
        naming = (BoxKind.NAMING,) if self.names_only else ()
        return (*seal, *naming, BoxKind.TEXT, BoxKind.CHECK)


@dataclass(frozen=True, slots=True)
class BoxFault:
    """`code` names the sentence, `box` the id it is about."""

    code: str
    box: str


Pages = Sequence[Sequence[Size]]
"""The pages of each document as displayed, in millimetres."""


def rounded(box: Box) -> Box:
    """Return the box as it is kept."""
    return replace(
        box,
        left=round(box.left, EXACT),
        top=round(box.top, EXACT),
        width=round(box.width, EXACT),
        height=round(box.height, EXACT),
    )


def box_faults(boxes: Sequence[Box], placers: Sequence[Placer], pages: Pages) -> list[BoxFault]:
    """Return why this set cannot be kept; nothing when it can."""
    known = {placer.id: placer for placer in placers}
    return [*(fault for box in boxes for fault in _faults_of(box, known, pages)), *_too_many(boxes)]


def fits(box: Box, pages: Pages) -> bool:
    """Say whether the page is there and holds all of the box."""
    page = page_of(box, pages)
    if page is None:
        return False
    across = box.left >= -SLACK and box.left + box.width <= page.width + SLACK
    return across and box.top >= -SLACK and box.top + box.height <= page.height + SLACK


def page_of(box: Box, pages: Pages) -> Size | None:
    if not 1 <= box.document <= len(pages) or not 1 <= box.page <= len(pages[box.document - 1]):
        return None
    return pages[box.document - 1][box.page - 1]


@dataclass(frozen=True, slots=True)
class BoxPolicy:
    """How many 署名ボックス a request must have: `least` for each signer, or in all (CF-09, IM-60)."""

    least: int = 0
    for_each: bool = True


def lacking_boxes(policy: BoxPolicy, placers: Sequence[Placer], seals: Mapping[str, int]) -> tuple[str, ...]:
    """Return the parties without the 署名ボックス that are asked for; `seals` counts them by party.

    Only the other side is asked: our own seal may stand in the file already (IM-66).
    """
    asked = [placer.id for placer in placers if BoxKind.SEAL in placer.kinds and not placer.own]
    if policy.for_each:
        return tuple(one for one in asked if seals.get(one, 0) < policy.least)
    return () if sum(seals.values()) >= policy.least else tuple(asked)


def _faults_of(box: Box, known: Mapping[str, Placer], pages: Pages) -> Iterator[BoxFault]:
    placer, sizes = known.get(box.party), SIZES[box.kind]
    rules = (
        ("unknown_party", placer is None),
        ("kind_not_for_party", placer is not None and box.kind not in placer.kinds),
        ("no_such_page", page_of(box, pages) is None),
        ("outside_page", page_of(box, pages) is not None and not fits(box, pages)),
        ("too_small", box.width < sizes.least.width - SLACK or box.height < sizes.least.height - SLACK),
        ("too_large", box.width > sizes.most.width + SLACK or box.height > sizes.most.height + SLACK),
        ("label_too_long", len(box.label) > LONGEST_LABEL),
    )
    return (BoxFault(code, box.id) for code, holds in rules if holds)


def _too_many(boxes: Sequence[Box]) -> Iterator[BoxFault]:
    counted: dict[tuple[str, bool], int] = {}
    seen: set[str] = set()
    for box in boxes:
        if box.id in seen:
            yield BoxFault("same_twice", box.id)
        seen.add(box.id)
        group = (box.party, box.kind in SIGNS)
        counted[group] = counted.get(group, 0) + 1
        if counted[group] == (MOST_SIGNS if group[1] else MOST_INPUTS) + 1:
            yield BoxFault("too_many", box.id)
