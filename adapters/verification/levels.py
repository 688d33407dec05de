"""PAdES baseline levels by structure: token, then store, then a later timestamp (ETSI EN 319 142-1, 6)."""

from collections.abc import Sequence
from dataclasses import replace

from contracts.verdict import TIMESTAMP, SignatureFinding


def with_levels(signatures: Sequence[SignatureFinding], *, has_store: bool) -> tuple[SignatureFinding, ...]:
    """Return the signatures, given in the order of their revisions, with B-T raised where the file allows."""
    return tuple(
        _raised(one, signatures[place + 1 :], has_store=has_store) for place, one in enumerate(signatures)
    )


def _raised(one: SignatureFinding, later: Sequence[SignatureFinding], *, has_store: bool) -> SignatureFinding:
    if one.kind == TIMESTAMP:
        return replace(one, level=TIMESTAMP)
    if one.level != "B-T" or not has_store:
        return one
    kept = any(other.kind == TIMESTAMP and other.intact and other.valid for other in later)
    return replace(one, level="B-LTA" if kept else "B-LT")
