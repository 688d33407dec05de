"""What an agreement binds of a 印影: everything that is shown of it and sealed (threats.md T47)."""

import hashlib

from contracts.event_table import canonical
from contracts.signing import ImprintMark


def imprint_digest(mark: ImprintMark, svg: str, method: str) -> str:
    """Return the SHA-256 over the drawing, its size, its words, what the page shows and how it was made."""
    facts = {
        "method": method,
        "operators": _sha256(mark.operators),
        "picture": _sha256(mark.picture),
        "size_mm": repr(float(mark.size_mm)),
        "svg": svg,
        "text": mark.text,
    }
    return _sha256(canonical(facts).encode())


def drawing_digest(mark: ImprintMark) -> str:
    """Return the SHA-256 of the drawing alone, as seals made before the digest covered more have it."""
    return _sha256(mark.picture or mark.operators)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
