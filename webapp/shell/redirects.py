"""Where a `next=` may lead: only to our own paths (T23)."""

import re

# Browsers read a backslash as a slash and drop tabs and newlines; both turn a path into a foreign host.
_OWN_PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")


def own_path(target: str | None, fallback: str) -> str:
    """Return `target` if it is a path of this site, else `fallback`."""
    return target if target and _OWN_PATH.fullmatch(target) else fallback
