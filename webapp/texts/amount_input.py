"""Reading an amount of whole yen (domain.md UX-13)."""

import re
import unicodedata

_YEN = re.compile(r"[¥金]?(\d{1,15})(円|円也|也)?")


def yen_from(text: str) -> int | None:
    """Return whole yen, or None for nothing written; raises ValueError for what is no amount."""
    plain = re.sub(r"[\s,、]", "", unicodedata.normalize("NFKC", text))
    if not plain:
        return None
    found = _YEN.fullmatch(plain)
    if found is None:
        raise ValueError(text)
    return int(found[1])
