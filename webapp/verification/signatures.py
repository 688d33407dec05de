"""One signature as the page shows it: who, when, how, its certificates, what its revision changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import LazyString

from contracts.reason_reading import ReadReason, reason_read
from contracts.verdict import TIMESTAMP, SignatureFinding
from contracts.verdict_details import CertificateFinding, RevisionFinding
from webapp.texts.dates import in_japan
from webapp.texts.verdict_changes import changes_told, usages_told
from webapp.texts.verdicts import ACTS, LEVELS, ROLES, timestamp_kind
from workflows.verifying import Anchors, Examined

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class CertificateShown:
    finding: CertificateFinding
    usages: Sequence[str]


@dataclass(frozen=True, slots=True)
class SignatureShown:
    """What stands in the file of one signature; `trusted` in its finding is about its certificate alone.

    `said` is the 理由 read, only for a known signer: anybody can write one. `number` is that of its revision.
    """

    role: LazyString
    finding: SignatureFinding
    level: LazyString | str
    authority: str
    timestamp_kind: str
    said: ReadReason | None
    act: LazyString | str
    proven_at: str
    claimed_at: str
    certificates: Sequence[CertificateShown]
    timestamp_certificates: Sequence[CertificateShown]
    number: int
    changes: Sequence[str]

    @property
    def who(self) -> str:
        """Return the person a known signer names, otherwise what the certificate says."""
        return self.said.name if self.said else self.finding.signer


def signatures_shown(found: Examined, anchors: Anchors) -> list[SignatureShown]:
    return list(_shown(found, anchors))


def _shown(found: Examined, anchors: Anchors) -> Iterator[SignatureShown]:
    findings = found.findings
    for one in findings.signatures[:MOST_SHOWN]:
        said = reason_read(one.reason) if one.trusted else None
        revision = findings.revision_of(one.field)
        stamp = one.timestamp
        yield SignatureShown(
            role=ROLES.get(one.kind, ROLES["approval"]),
            finding=one,
            level=LEVELS.get(one.level, one.level),
            authority=one.signer if one.kind == TIMESTAMP else one.timestamp_authority,
            timestamp_kind=timestamp_kind(stamp, anchors.provider_of(stamp)),
            said=said,
            act=ACTS[said.act] if said else "",
            proven_at=_exact(one.timestamped_at),
            claimed_at=_exact(one.signed_at),
            certificates=_certificates(one.certificates if one.kind != TIMESTAMP else ()),
            timestamp_certificates=_certificates(stamp.certificates if stamp else ()),
            number=revision.number if revision else 0,
            changes=_changes(revision),
        )


def _exact(at: datetime | None) -> str:
    """Return e.g. `2026-11-22 14:14:52 +09:00`: what proves a moment says its zone in every language."""
    return f"{in_japan(at):%Y-%m-%d %H:%M:%S} +09:00" if at else ""


def _changes(revision: RevisionFinding | None) -> list[str]:
    return changes_told(revision) if revision else []


def _certificates(chain: Sequence[CertificateFinding]) -> list[CertificateShown]:
    return [CertificateShown(one, usages_told(one)) for one in chain]
