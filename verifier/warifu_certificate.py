# ruff: noqa: INP001 -- a program of its own, in no package
"""The facts that a certificate of agreement carries, and whether it is one at all.

A contract bears signatures of the same issuer, and its pages are what a party brought: only what is attached
to the document itself counts, and only under a first signature that permits no change (DocMDP, P 1).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from warifu_objects import UNREADABLE, Before
from warifu_pdf import signatures

if TYPE_CHECKING:
    from collections.abc import Iterator

NOTHING_MAY_CHANGE = "1"


def certificate_facts(pdf: bytes) -> dict[str, Any] | None:
    """Return the attached facts under the first signature, or None where the PDF is no certificate."""
    try:
        first = next(signatures(pdf))
        before = Before(pdf, first["range"][2] + first["range"][3])
        facts = [one for one in attached(before) if isinstance(one, dict) and "certificate_id" in one]
        is_certificate = len(facts) == 1 and forbids_changes(before, first["range"])
    except UNREADABLE:
        return None
    return facts[0] if is_certificate else None


def attached(before: Before) -> Iterator[Any]:
    """Yield the JSON of each file attached to the document (ISO 32000-2, 14.13)."""
    for one in before.at(before.catalog.get("/AF", [])):
        try:
            yield json.loads(before.stream(before.at(before.at(one)["/EF"])["/F"]))
        except ValueError:
            continue


def forbids_changes(before: Before, covered: list[int]) -> bool:
    """Tell whether the signature over these bytes certifies the document and permits nothing after it."""
    signature = before.at(before.at(before.catalog["/Perms"])["/DocMDP"])
    (reference,) = before.at(signature["/Reference"])
    permits = before.at(before.at(reference)["/TransformParams"])
    is_first = [int(one) for one in before.at(signature["/ByteRange"])] == covered
    return is_first and bool(permits.get("/P") == NOTHING_MAY_CHANGE)
