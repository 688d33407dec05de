"""Where and how a field shows itself on a page (ISO 32000-1, 12.5.3 and 12.7.3)."""

import re
import zlib
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfReadError

from adapters.verification.objects import raw, resolved

HIDDEN, NO_VIEW = 2, 32
SHOWING = 1 | HIDDEN | 4 | NO_VIEW | 256
"""The flags that decide whether a widget is seen or printed; locking one is no change of its look."""
DRAWN_BY = ("/Rect", "/DA", "/Q", "/MK", "/OC")
PAINTS = re.compile(rb"(?<![^\s\])>])(?:Tj|TJ|'|\"|Do|BI|sh|c|v|y)(?![^\s/\[(<])")
RULES = re.compile(rb"(?<![^\s])(?:l|re)(?![^\s])")
MOST_RULES = 16
"""A border has fewer straight strokes."""
MOST_OCTETS = 50_000
"""Nobody needs more, packed, to draw a field in which nothing stands."""


def has_area(widget: Any) -> bool:  # noqa: ANN401 - a widget dictionary of pyHanko
    box = widget.get("/Rect")
    if not box:
        return False
    if len(box) != len(("left", "lower", "right", "upper")):
        return True
    left, lower, right, upper = (float(number) for number in box)
    return left != right and lower != upper


def is_hidden(widget: Any) -> bool:  # noqa: ANN401 - so here
    return bool(_flags(widget) & (HIDDEN | NO_VIEW))


def shown(widget: Any) -> str:  # noqa: ANN401 - so here
    """Return what decides how the widget looks beside what is filled in: compared, never told."""
    states = repr(_states(widget)) if _states(widget) is not None else ""
    return repr([_flags(widget) & SHOWING, states, *(repr(raw(widget, key)) for key in DRAWN_BY)])


def look(widget: Any) -> str:  # noqa: ANN401 - so here
    """Return which picture is shown; the pictures of a field with states are not filled in."""
    drawn = None if _states(widget) is not None else resolved(raw(widget, "/AP"))
    return repr([repr(drawn), repr(raw(widget, "/AS"))])


def is_blank(widget: Any) -> bool:  # noqa: ANN401 - so here
    """Whether nothing but a border and a ground is drawn; of several states, whether none is chosen."""
    states = _states(widget)
    if states is not None:
        return bool(widget.get("/AS", "/Off") == "/Off")
    stream = resolved(raw(resolved(raw(widget, "/AP")) or {}, "/N"))
    return not isinstance(stream, generic.StreamObject) or not _paints(stream)


def _states(widget: Any) -> Any:  # noqa: ANN401 - so here
    """Return the pictures of a field that has one for each state, such as a tick box."""
    normal = resolved(raw(resolved(raw(widget, "/AP")) or {}, "/N"))
    is_one = normal is None or isinstance(normal, generic.StreamObject)
    return None if is_one else resolved(raw(widget, "/AP"))


def _flags(widget: Any) -> int:  # noqa: ANN401 - so here
    return int(widget.get("/F", 0))


def _paints(stream: generic.StreamObject) -> bool:
    if not 0 < len(stream.encoded_data) <= MOST_OCTETS:
        return bool(stream.encoded_data)
    try:
        data = stream.data
    except (PdfReadError, NotImplementedError, ValueError, zlib.error):
        return True
    return bool(PAINTS.search(data)) or len(RULES.findall(data)) > MOST_RULES
