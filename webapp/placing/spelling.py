"""Boxes as they travel: JSON from the page's modules, or the rows of a plain form."""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from contracts.boxes import LONGEST_LABEL, Box, BoxKind, rounded

MOST_BOXES = 2000
ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MEASURES = ("left", "top", "width", "height")
NUMBERS = ("document", "page")
FARTHEST = 100_000.0
WIDE = str.maketrans("０１２３４５６７８９．－", "0123456789.-")


class Unreadable(ValueError):
    """What was sent is no set of boxes: nothing of ours sends that."""


def spelled(box: Box) -> dict[str, Any]:
    return asdict(box)


def boxes_in(text: str) -> list[Box]:
    """Read a JSON list; raises Unreadable."""
    try:
        listed = json.loads(text)
    except ValueError as broken:
        raise Unreadable from broken
    return boxes_from(listed)


def boxes_from(listed: object) -> list[Box]:
    """Read what JSON says; raises Unreadable."""
    if not isinstance(listed, list) or len(listed) > MOST_BOXES:
        raise Unreadable
    return [_box(each) for each in listed]


def number_typed(text: str) -> float | None:
    """Read millimetres as people type them, full-width digits too."""
    try:
        found = float(text.strip().translate(WIDE).removesuffix("mm").strip())
    except ValueError:
        return None
    return found if math.isfinite(found) and abs(found) < FARTHEST else None


def _box(each: object) -> Box:
    if not isinstance(each, Mapping) or not {one.name for one in fields(Box)} <= set(each):
        raise Unreadable
    if not isinstance(each["id"], str) or not ID.fullmatch(each["id"]) or each["kind"] not in [*BoxKind]:
        raise Unreadable
    return rounded(
        Box(
            id=each["id"],
            party=str(each["party"])[:36],
            kind=BoxKind(each["kind"]),
            document=_whole(each["document"]),
            page=_whole(each["page"]),
            left=_measure(each["left"]),
            top=_measure(each["top"]),
            width=_measure(each["width"]),
            height=_measure(each["height"]),
            label=" ".join(str(each["label"]).split())[: LONGEST_LABEL + 1],
            required=each["required"] is True,
        )
    )


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > FARTHEST:
        raise Unreadable
    return value


def _measure(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Unreadable
    if not abs(value) < FARTHEST:
        raise Unreadable
    return float(value)
