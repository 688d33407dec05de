"""What was found of a file as plain JSON, for scripts and for a court (docs/verification.md)."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from contracts.reason_reading import reason_read
from contracts.reasons import JST
from contracts.verdict import Findings, SignatureFinding, Verdict, kept_verifiable_until
from contracts.verdict_details import TimestampFinding
from contracts.verdict_record import Beginning, is_renewal

FORMAT = "warifu.verification.1"
ProviderOf = Callable[[TimestampFinding | None], str]


def report_of(
    digest: str,
    verdict: Verdict,
    findings: Findings,
    provider_of: ProviderOf,
    beginning: Beginning | None = None,
) -> dict[str, Any]:
    """Instants are ISO 8601 in Japan's time, +09:00; `digest` is the file's SHA-256."""
    return {
        "format": FORMAT,
        "sha256": digest,
        "verdict": verdict.colour.value,
        "is": verdict.is_.value if verdict.is_ else None,
        "begins_with": _begins_with(findings, beginning),
        "reasons": list(verdict.reasons),
        "every_signer_trusted": verdict.every_signer_trusted,
        "kept_verifiable_until": plain(kept_verifiable_until(findings)),
        "unreadable": findings.unreadable,
        "page_count": findings.page_count,
        "signatures": [_signature(one, findings, provider_of) for one in findings.signatures],
        "revisions": plain([asdict(one) for one in findings.revisions]),
    }


def _begins_with(findings: Findings, beginning: Beginning | None) -> dict[str, Any] | None:
    if beginning is None:
        return None
    kind, length = beginning.issued.kind.value, beginning.length
    return {"is": kind, "length": length, "renewed_only": is_renewal(findings, beginning)}


def _signature(one: SignatureFinding, findings: Findings, provider_of: ProviderOf) -> dict[str, Any]:
    said = reason_read(one.reason) if one.trusted else None
    ends = findings.revision_of(one.field)
    facts: dict[str, Any] = plain(asdict(one))
    if facts["timestamp"]:
        facts["timestamp"]["accredited_provider"] = provider_of(one.timestamp) or None
    return {
        **facts,
        "act": asdict(said) if said else None,
        "revision": ends.number if ends else None,
    }


def plain(value: Any) -> Any:  # noqa: ANN401 - whatever a finding is made of
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    return value.astimezone(JST).isoformat() if isinstance(value, datetime) else value
