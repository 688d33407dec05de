"""Anchors: one timestamp over the heads of every organisation's audit log (domain.md LW-44, threats.md T73).

The heads are the leaves of a Merkle tree (RFC 9162, section 2.1.1). Only its root is timestamped, so one
token serves all organisations, and each can be handed its own path without learning anything of the others.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import Any

from contracts.event_table import canonical

FORMAT = "warifu-anchor-1"
LOG_ANCHORED = "log_anchored"
"""The audit row by which a log tells of its own anchor; by itself it is nothing new to anchor."""
AT_LEAST_EVERY = timedelta(days=1)
LEAF, NODE = b"\x00", b"\x01"


class NotAnAnchor(Exception):
    """The text is no anchor of this program."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last row of an organisation's log: its public id, the row's sequence and its digest."""

    organization: str
    sequence: int
    digest: str


@dataclass(frozen=True, slots=True)
class Sibling:
    """One step of a path: the digest to join with, and on which side it stands (left or right)."""

    side: str
    digest: str


@dataclass(frozen=True, slots=True)
class Stamped:
    """A timestamp over a statement: the DER `token` with what it says, and the PEM certificates above it."""

    token: bytes
    certificates: str
    at: datetime
    authority: str
    serial: str
    policy: str
    accredited: bool


@dataclass(frozen=True, slots=True)
class Anchor:
    """`statement` is the text the DER `token` stamps; `certificates` (PEM) lead to the TSA's root.

    `number` counts from 1. `previous` is the `fingerprint` of the anchor before, empty for the first: so the
    newest token also stands for all older ones, whose certificates may have ended. `accredited` is what the
    installation's settings said of the TSA; nothing in the token proves it.
    """

    number: int
    previous: str
    heads: tuple[Head, ...]
    token: bytes
    certificates: str
    accredited: bool

    @property
    def statement(self) -> str:
        return statement_of(self.number, self.previous, self.heads)

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.statement.encode() + self.token).hexdigest()


def statement_of(number: int, previous: str, heads: Sequence[Head]) -> str:
    """Return the text that is timestamped."""
    root = root_of(heads)
    return canonical({"format": FORMAT, "number": number, "previous": previous, "root": root})


def root_of(heads: Sequence[Head]) -> str:
    """Return the root over the heads in the order of their organisations' ids; there is at least one."""
    return list(_levels([_leaf(head) for head in in_order(heads)]))[-1][0]


def path_of(heads: Sequence[Head], organization: str) -> list[Sibling]:
    """Return what joins this organisation's leaf to the root, from the leaf upwards."""
    ordered = in_order(heads)
    place = next(at for at, head in enumerate(ordered) if head.organization == organization)
    path = []
    for level in _levels([_leaf(head) for head in ordered]):
        beside = place ^ 1
        if beside < len(level):
            path.append(Sibling("left" if beside < place else "right", level[beside]))
        place //= 2
    return path


def joined(head: Head, path: Sequence[Sibling]) -> str:
    """Return the root that this leaf and its path lead to."""
    digest = _leaf(head)
    for one in path:
        digest = _node(one.digest, digest) if one.side == "left" else _node(digest, one.digest)
    return digest


def is_due(last_at: datetime | None, now: datetime, every: timedelta, *, news: bool) -> bool:
    """Tell whether to anchor now: at once the first time, every `every` with news, at least daily."""
    if last_at is None:
        return True
    return now - last_at >= (every if news else max(every, AT_LEAST_EVERY))


def to_text(anchor: Anchor) -> str:
    """Return the anchor as one JSON document; the bytes of the token are hex."""
    return (
        json.dumps(
            {
                "format": FORMAT,
                "statement": anchor.statement,
                "heads": [asdict(head) for head in anchor.heads],
                "token": anchor.token.hex(),
                "certificates": anchor.certificates,
                "accredited": anchor.accredited,
            },
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    )


def proof_of(anchor: Anchor, organization: str) -> dict[str, Any]:
    """Return what one organisation may hand on: its own head and path, nobody else's head."""
    head = next(head for head in anchor.heads if head.organization == organization)
    return {
        "format": FORMAT,
        "statement": anchor.statement,
        "head": asdict(head),
        "path": [asdict(one) for one in path_of(anchor.heads, organization)],
        "token": anchor.token.hex(),
        "certificates": anchor.certificates,
        "accredited": anchor.accredited,
    }


def from_text(text: str) -> Anchor:
    """Return the anchor of a document whose statement its heads really lead to; raises NotAnAnchor."""
    try:
        document = json.loads(text)
        told = json.loads(document["statement"])
        anchor = Anchor(
            number=int(told["number"]),
            previous=str(told["previous"]),
            heads=in_order(Head(**head) for head in document["heads"]),
            token=bytes.fromhex(document["token"]),
            certificates=str(document["certificates"]),
            accredited=bool(document["accredited"]),
        )
        if anchor.statement != document["statement"]:
            raise NotAnAnchor
    except (KeyError, TypeError, ValueError, IndexError) as unreadable:
        raise NotAnAnchor from unreadable
    return anchor


def in_order(heads: Iterable[Head]) -> tuple[Head, ...]:
    """Return the heads as the leaves stand: by the ids of their organisations, character by character."""
    return tuple(sorted(heads, key=lambda head: head.organization))


def _levels(level: list[str]) -> Iterator[list[str]]:
    """Yield the leaves, then each level above; a digest without a neighbour goes up as it is."""
    yield level
    while len(level) > 1:
        pairs = zip_longest(level[::2], level[1::2])
        level = [_node(left, right) if right else left for left, right in pairs]
        yield level


def _leaf(head: Head) -> str:
    return hashlib.sha256(LEAF + canonical(asdict(head)).encode()).hexdigest()


def _node(left: str, right: str) -> str:
    return hashlib.sha256(NODE + bytes.fromhex(left) + bytes.fromhex(right)).hexdigest()
