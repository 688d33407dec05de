"""Findings as JSON between child and parent."""

from dataclasses import asdict
from datetime import datetime
from typing import Any, cast

from adapters.confinement import Json
from contracts.verdict import Findings, SignatureFinding
from contracts.verdict_details import CertificateFinding, Change, RevisionFinding, TimestampFinding


def as_json(findings: Findings) -> dict[str, Json]:
    return cast("dict[str, Json]", _plain(asdict(findings)))


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a finding is made of
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, datetime) else value


def findings_from(facts: dict[str, Json]) -> Findings:
    given = cast("dict[str, Any]", facts)
    signatures = tuple(_signature(one) for one in given["signatures"])
    revisions = tuple(_revision(one) for one in given["revisions"])
    return Findings(**{**given, "signatures": signatures, "revisions": revisions})


def _signature(facts: dict[str, Any]) -> SignatureFinding:
    stamp = facts["timestamp"]
    return SignatureFinding(
        **{
            **facts,
            "signed_at": _instant(facts["signed_at"]),
            "timestamped_at": _instant(facts["timestamped_at"]),
            "certificates": _chain(facts),
            "timestamp": _timestamp(stamp) if stamp else None,
        }
    )


def _timestamp(facts: dict[str, Any]) -> TimestampFinding:
    at = datetime.fromisoformat(facts["at"])
    return TimestampFinding(**{**facts, "at": at, "certificates": _chain(facts)})


def _chain(facts: dict[str, Any]) -> tuple[CertificateFinding, ...]:
    return tuple(_certificate(one) for one in facts["certificates"])


def _certificate(facts: dict[str, Any]) -> CertificateFinding:
    instants = {name: datetime.fromisoformat(facts[name]) for name in ("not_before", "not_after")}
    lists = {name: tuple(facts[name]) for name in ("key_usage", "extended_usage")}
    return CertificateFinding(**{**facts, **instants, **lists})


def _revision(facts: dict[str, Any]) -> RevisionFinding:
    changes = tuple(Change(one) for one in facts["changes"])
    lists = {name: tuple(facts[name]) for name in ("names", "pages")}
    return RevisionFinding(**{**facts, "changes": changes, **lists})


def _instant(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
