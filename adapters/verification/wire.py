"""Findings as JSON between child and parent."""

from dataclasses import asdict
from datetime import datetime
from typing import Any, cast

from adapters.confinement import Json
from contracts.verdict import Findings, SignatureFinding

INSTANTS = ("signed_at", "timestamped_at")


def as_json(findings: Findings) -> dict[str, Json]:
    facts = asdict(findings)
    facts["signatures"] = [_signature_as_json(one) for one in facts["signatures"]]
    return facts


def _signature_as_json(facts: dict[str, Any]) -> dict[str, Json]:
    instants = {name: facts[name].isoformat() if facts[name] else None for name in INSTANTS}
    return {**facts, **instants}


def findings_from(facts: dict[str, Json]) -> Findings:
    signatures = cast("list[dict[str, Any]]", facts["signatures"])
    rest = cast("dict[str, Any]", {**facts, "signatures": tuple(_signature_from(one) for one in signatures)})
    return Findings(**rest)


def _signature_from(facts: dict[str, Any]) -> SignatureFinding:
    instants = {name: datetime.fromisoformat(facts[name]) if facts[name] else None for name in INSTANTS}
    return SignatureFinding(**{**facts, **instants})
