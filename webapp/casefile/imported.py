"""登録の記録 of a contract that was concluded elsewhere: the scan, its signatures, its timestamp (LW-29)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.importing import COLOUR_BITS, PageFacts
from contracts.verdict import Colour
from database.contract import Contract
from database.imports import ImportedDocument, ImportStamp
from database.queries.imported import import_stamp, imported_document
from webapp.texts.imports import HOWS, SCANS
from webapp.texts.verdict_reasons import reason_words
from webapp.texts.verdicts import VERDICTS, Words, unreadable

GREY_BITS = 8
MOST_KINDS = 5
"""Kinds of pages told; a folder of odd scans is not listed page by page."""


@dataclass(frozen=True, slots=True)
class SignatureTold:
    """`at` is the instant of its timestamp, or else what the signer's own clock said."""

    who: str
    reason: str
    at: datetime | None
    is_stamped: bool
    is_whole: bool
    is_trusted: bool


@dataclass(frozen=True, slots=True)
class ImportedShown:
    row: ImportedDocument
    how: LazyString
    pages: Sequence[str]
    page_count: int
    warnings: Sequence[LazyString]
    verdict: Words | None
    reasons: Sequence[str]
    signatures: Sequence[SignatureTold]
    stamp: ImportStamp | None


def imported_shown(session: Session, contract: Contract) -> ImportedShown | None:
    row = imported_document(session, contract)
    if row is None:
        return None
    pages = [PageFacts(*one) for one in json.loads(row.pages)]
    report = json.loads(row.report) if row.report else None
    return ImportedShown(
        row=row,
        how=HOWS[row.concluded_how],
        pages=_kinds(pages),
        page_count=len(pages),
        warnings=[SCANS[one] for one in row.warnings.split()],
        verdict=_verdict(report) if report else None,
        reasons=_reasons(report) if report else [],
        signatures=[_signature(one) for one in report["signatures"]] if report else [],
        stamp=import_stamp(session, contract),
    )


def _kinds(pages: Sequence[PageFacts]) -> list[str]:
    """Return each kind of page once, as 「210×297mm　200dpi　カラー」."""
    kinds = list(dict.fromkeys(_kind(one) for one in pages))
    return kinds if len(kinds) <= MOST_KINDS else [*kinds[:MOST_KINDS], str(_("ほか"))]


def _kind(page: PageFacts) -> str:
    size = f"{page.width:.0f}×{page.height:.0f}mm"
    if not page.is_scan:
        return str(_("%(size)s　スキャンではないページ", size=size))
    return f"{size}　{page.dpi}dpi　{_depth(page.bits)}"


def _depth(bits: int) -> str:
    if bits >= COLOUR_BITS:
        return str(_("カラー（%(bits)sビット）", bits=bits))
    return str(_("グレー（%(bits)sビット）", bits=bits) if bits >= GREY_BITS else _("白黒（2値）"))


def _verdict(report: dict[str, Any]) -> Words:
    code = report["unreadable"]
    return unreadable(code) if code else VERDICTS[Colour(report["verdict"])]


def _reasons(report: dict[str, Any]) -> list[str]:
    return [reason_words(one) for one in report["reasons"] if not one.startswith("unreadable:")]


def _signature(one: dict[str, Any]) -> SignatureTold:
    at = one["timestamped_at"] or one["signed_at"]
    return SignatureTold(
        who=one["signer"],
        reason=one["reason"] or "",
        at=datetime.fromisoformat(at) if at else None,
        is_stamped=bool(one["timestamped_at"]),
        is_whole=bool(one["intact"] and one["valid"]),
        is_trusted=bool(one["trusted"]),
    )
