"""The answer as the page shows it: what the file is, integrity, trust and signatures, each on its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from contracts.verdict import TIMESTAMP, Colour, SignatureFinding, Verdict
from webapp.texts.verdict_reasons import reason_words
from webapp.texts.verdicts import KINDS, LEVELS, UNREADABLE, VERDICTS, Words
from workflows.verifying import Examined

MOST_SHOWN = 50
ROLES = {
    "certification": _l("作成時の署名（認証）"),
    "approval": _l("署名"),
    TIMESTAMP: _l("文書タイムスタンプ"),
}


@dataclass(frozen=True, slots=True)
class SignatureShown:
    """What stands in the file of one signature; `trusted` is about its certificate alone."""

    role: LazyString
    finding: SignatureFinding
    level: LazyString | str
    authority: str


@dataclass(frozen=True, slots=True)
class Answer:
    """`is_` names a file of ours; `more` counts signatures not shown; `trusted` is None: unsigned.

    `existed` is the timestamp of a known authority over the unchanged file, the newest (GM-01).
    """

    verdict: Words
    is_: Words | None
    reasons: Sequence[str]
    trusted: bool | None
    existed: SignatureShown | None
    signatures: Sequence[SignatureShown]
    more: int
    digest: str


def answer_to(found: Examined) -> Answer:
    verdict, signatures = found.verdict, found.findings.signatures
    return Answer(
        verdict=_verdict_words(found),
        is_=KINDS[verdict.is_] if verdict.is_ else None,
        reasons=_reasons(verdict),
        trusted=verdict.every_signer_trusted,
        existed=_existed(verdict, signatures),
        signatures=[_shown(one) for one in signatures[:MOST_SHOWN]],
        more=max(0, len(signatures) - MOST_SHOWN),
        digest=found.digest,
    )


def _reasons(verdict: Verdict) -> list[str]:
    """What an issued file is, and that a file cannot be read, is said in sentences of its own."""
    if verdict.is_ is not None:
        return []
    return [reason_words(one) for one in verdict.reasons if not one.startswith("unreadable:")]


def _verdict_words(found: Examined) -> Words:
    unreadable = found.findings.unreadable is not None
    return UNREADABLE if unreadable and found.verdict.colour is Colour.RED else VERDICTS[found.verdict.colour]


def _existed(verdict: Verdict, signatures: Sequence[SignatureFinding]) -> SignatureShown | None:
    if verdict.colour is not Colour.GREEN:
        return None
    stamps = [one for one in signatures if one.kind == TIMESTAMP and one.trusted and one.timestamped_at]
    return _shown(stamps[-1]) if stamps else None


def _shown(one: SignatureFinding) -> SignatureShown:
    authority = one.signer if one.kind == TIMESTAMP else one.timestamp_authority
    return SignatureShown(
        ROLES.get(one.kind, ROLES["approval"]), one, LEVELS.get(one.level, one.level), authority
    )
