"""The answer as the page shows it: what the file is, integrity, trust and signatures, each on its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from contracts.verdict import (
    TIMESTAMP,
    WHOLE_FILE,
    Colour,
    IssuedKind,
    SignatureFinding,
    Verdict,
    kept_verifiable_until,
)
from contracts.verdict_pictures import PageAt, PicturePlan
from contracts.verdict_record import is_renewal
from webapp.texts.verdict_changes import changes_told
from webapp.texts.verdict_reasons import reason_words
from webapp.texts.verdicts import KINDS, VERDICTS, Words, unreadable
from webapp.verification.pictures import ChangeShown, PageShown, changes_shown, pages_shown
from webapp.verification.signatures import MOST_SHOWN, SignatureShown, signatures_shown
from workflows.verifying import Anchors, Examined

NOT_CONCLUDED = frozenset({IssuedKind.INTERMEDIATE, IssuedKind.VOID})


@dataclass(frozen=True, slots=True)
class Keeping:
    """Whether the signatures outlive their certificates: `until` is when what carries them ends."""

    until: datetime | None
    certificate_ends: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """`is_` names a file of ours; `more` counts signatures not shown; `trusted` is None: unsigned.

    `existed` is the timestamp of a known authority over the unchanged file, the newest (GM-01). `pages` show
    the document under the last signature, `page_count` says how many there are; `added` is what follows it.
    `begun` names the file of ours that it begins with, and `is_renewal` says that timestamps alone follow.
    """

    verdict: Words
    is_: Words | None
    begun: Words | None
    begun_length: int
    is_renewal: bool
    reasons: Sequence[str]
    trusted: bool | None
    existed: SignatureShown | None
    keeping: Keeping | None
    signatures: Sequence[SignatureShown]
    more: int
    pages: Sequence[PageShown]
    changes: Sequence[ChangeShown]
    added: Sequence[str]
    revision_count: int
    page_count: int
    digest: str


def answer_to(
    found: Examined, anchors: Anchors, plan: PicturePlan, pictures: Mapping[PageAt, bytes]
) -> Answer:
    verdict, findings = found.verdict, found.findings
    signatures = signatures_shown(found, anchors)
    return Answer(
        verdict=_verdict_words(found),
        is_=KINDS[verdict.is_] if verdict.is_ else None,
        begun=KINDS[found.beginning.issued.kind] if found.beginning else None,
        begun_length=found.beginning.length if found.beginning else 0,
        is_renewal=bool(found.beginning and is_renewal(findings, found.beginning)),
        reasons=_reasons(verdict),
        trusted=verdict.every_signer_trusted,
        existed=_existed(verdict, signatures),
        keeping=_keeping(found),
        signatures=signatures,
        more=max(0, len(findings.signatures) - MOST_SHOWN),
        pages=pages_shown(plan, pictures),
        changes=changes_shown(findings, plan, pictures),
        added=[told for one in findings.revisions if not one.field for told in changes_told(one)],
        revision_count=len(findings.revisions),
        page_count=findings.page_count,
        digest=found.digest,
    )


def _reasons(verdict: Verdict) -> list[str]:
    """What an issued file is, and that a file cannot be read, is said in sentences of its own."""
    if verdict.is_ is not None:
        return []
    return [reason_words(one) for one in verdict.reasons if not one.startswith("unreadable:")]


def _verdict_words(found: Examined) -> Words:
    code = found.findings.unreadable
    if code is not None and found.verdict.colour is Colour.RED:
        return unreadable(code)
    return VERDICTS[found.verdict.colour]


def _existed(verdict: Verdict, signatures: Sequence[SignatureShown]) -> SignatureShown | None:
    if verdict.colour not in {Colour.GENUINE, Colour.GREEN}:
        return None
    stamps = [one for one in signatures if one.finding.kind == TIMESTAMP and _proves(one.finding)]
    return stamps[-1] if stamps else None


def _proves(stamp: SignatureFinding) -> bool:
    return stamp.trusted and stamp.intact and stamp.valid and stamp.coverage == WHOLE_FILE


def _keeping(found: Examined) -> Keeping | None:
    """Nothing is promised of a file that is red, or of a version that was never concluded."""
    chains = [one.certificates for one in found.findings.signatures if one.certificates]
    if found.verdict.colour is Colour.RED or found.verdict.is_ in NOT_CONCLUDED or not chains:
        return None
    return Keeping(kept_verifiable_until(found.findings), min(chain[0].not_after for chain in chains))
