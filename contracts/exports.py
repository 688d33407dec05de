"""What leaves for auditors: chains that can be checked without this program (docs/evidence-export.md)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from contracts.event_table import canonical

AUDIT_FORMAT = "warifu-audit-1"
TIMELINE_FORMAT = "warifu-timeline-1"
FORMATS = (AUDIT_FORMAT, TIMELINE_FORMAT)


class NotAnExport(Exception):
    """The file is no JSON export of this program."""


@dataclass(frozen=True, slots=True)
class Checked:
    """`broken` is the sequence of the first link that does not hold, None when all do."""

    count: int
    filtered: bool
    broken: int | None


def linked(hashed: dict[str, object], digest: str, in_words: dict[str, str]) -> dict[str, object]:
    """Return one event of an export: `digest` is the SHA-256 of the canonical JSON of `hashed`."""
    return {"hashed": hashed, "digest": digest, "in_words": in_words}


def checked(document: object) -> Checked:
    """Recompute every digest and every link of an export.

    A whole export must reach the head it names, a range of days the timestamp or head that it leads on to; in
    a filtered one only neighbours are linked. Raises NotAnExport.
    """
    match document:
        case {
            "format": str(form),
            "range": {"first": int(first), "before": str(before)},
            "events": list(events),
            "bridge": list(bridge),
            "through": {"digest": str(end)},
            **rest,
        } if form in FORMATS:
            return _checked_range([*events, *bridge], (first, before), rest.get("anchor"), end)
        case {
            "format": str(form),
            "filtered": bool(filtered),
            "events": list(events),
            "through": {"digest": str(end)},
        } if form in FORMATS:
            try:
                broken = _first_broken(events, end, filtered=filtered)
                return Checked(len(events), filtered, broken)
            except (KeyError, TypeError) as unreadable:
                raise NotAnExport from unreadable
        case _:
            raise NotAnExport


def _checked_range(
    events: Sequence[dict[str, Any]],
    start: tuple[int, str],
    anchor: Any,  # noqa: ANN401 -- plain JSON
    end: str,
) -> Checked:
    """`start` is the first row's number and the digest of the row before it."""
    try:
        ends_with = anchor["head"]["digest"] if anchor else end
        broken = _first_broken(events, ends_with, filtered=False, after=(start[0] - 1, start[1]))
    except (KeyError, TypeError) as unreadable:
        raise NotAnExport from unreadable
    return Checked(len(events), filtered=False, broken=broken)


def _first_broken(
    events: Sequence[dict[str, Any]], end: str, *, filtered: bool, after: tuple[int, str] = (0, "")
) -> int | None:
    number, digest = after
    for event in events:
        hashed = event["hashed"]
        sequence = int(hashed["sequence"])
        if not _follows(hashed, number, digest, filtered=filtered):
            return number + 1
        if hashlib.sha256(canonical(hashed).encode()).hexdigest() != event["digest"]:
            return sequence
        number, digest = sequence, event["digest"]
    return None if filtered or digest == end else number + 1


def _follows(hashed: dict[str, Any], number: int, digest: str, *, filtered: bool) -> bool:
    if hashed["sequence"] == number + 1:
        return bool(hashed["previous"] == digest)
    return filtered and bool(hashed["sequence"] > number)
