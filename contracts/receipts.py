"""割符控え: what a mailed receipt says, held against an exported timeline, offline (NX-03)."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from contracts.exports import NotAnExport, checked
from contracts.languages import ENGLISH_MONTHS
from contracts.reasons import JST

AGREEMENT = "agreement_recorded"
DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
HEAD = re.compile(r"\b(?P<head>[0-9a-f]{64})\s*(?:（第(?P<ja>\d+)項）|\(entry (?P<en>\d+)\))")
TIME = re.compile(r"\d{4}/\d\d/\d\d \d\d:\d\d|\d{1,2} [A-Z][a-z]+ \d{4}, \d\d:\d\d")


class NotAReceipt(Exception):
    """The text names no document, no head of a record, or several."""


class Fit(StrEnum):
    """`REWRITTEN`: the chain holds in itself, but it is not the one whose head was mailed."""

    FITS = "fits"
    BROKEN = "broken"
    MISSING = "missing"
    REWRITTEN = "rewritten"
    OTHER_DOCUMENT = "other_document"
    OTHER_TIME = "other_time"


@dataclass(frozen=True, slots=True)
class Receipt:
    """`at` is the time as the mail writes it, to the minute in JST; empty where it is not known."""

    document: str
    head: str
    sequence: int
    at: str = ""


def read_receipt(text: str) -> Receipt:
    """Return what the text of a receipt says, in either language; raises NotAReceipt."""
    heads = {(found["head"], int(found["ja"] or found["en"])) for found in HEAD.finditer(text)}
    if len(heads) != 1:
        raise NotAReceipt
    ((head, sequence),) = heads
    documents = set(DIGEST.findall(text)) - {head}
    if len(documents) != 1:
        raise NotAReceipt
    time = TIME.search(text)
    return Receipt(documents.pop(), head, sequence, time[0] if time else "")


def held_against(receipt: Receipt, timeline: object) -> Fit:
    """Recompute the timeline and compare; raises NotAnExport."""
    if checked(timeline).broken is not None:
        return Fit.BROKEN
    event = _event(timeline, receipt.sequence)
    if event is None:
        return Fit.MISSING
    if event["digest"] != receipt.head:
        return Fit.REWRITTEN
    hashed = event["hashed"]
    facts = json.loads(hashed["facts"])
    if hashed["kind"] != AGREEMENT or facts.get("shown_digest") != receipt.document:
        return Fit.OTHER_DOCUMENT
    return Fit.FITS if not receipt.at or receipt.at in _written(hashed["at"]) else Fit.OTHER_TIME


def _event(timeline: object, sequence: int) -> dict[str, Any] | None:
    match timeline:
        case {"events": list(events)}:
            return next((one for one in events if one["hashed"]["sequence"] == sequence), None)
        case _:
            raise NotAnExport


def _written(at: str) -> tuple[str, str]:
    local = datetime.fromisoformat(at).astimezone(JST)
    english = f"{local.day} {ENGLISH_MONTHS[local.month - 1]} {local:%Y, %H:%M}"
    return f"{local:%Y/%m/%d %H:%M}", english
