"""PDFs that have been drawn, by the digest of what they were drawn from."""

import threading
from collections import OrderedDict
from collections.abc import Callable

MOST_KEPT = 16


class Shelf:
    """One is drawn at a time: a crowd that asks for the same guide costs one child (T31)."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def kept_or_drawn(self, digest: str, draw: Callable[[], bytes]) -> bytes:
        """Return what is kept under `digest`, else what `draw` makes; raises what that raises."""
        if (found := self._kept.get(digest)) is not None:
            return found
        with self._lock:
            if digest not in self._kept:
                self._kept[digest] = draw()
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
            return self._kept[digest]
