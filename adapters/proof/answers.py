"""What the child found in one signed file, and its way through JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, cast

from asn1crypto import cms

from adapters.confinement import Json
from adapters.verification.wire import as_json, findings_from
from contracts.verdict import Findings


@dataclass(frozen=True, slots=True)
class CutSignature:
    """One signature or document timestamp; `byte_range` as in the file (ISO 32000-1, 12.8.1).

    `der` is the CMS of a signature with its signature `value` and the `token` that stamps it, or, where
    `is_timestamp`, the token over the covered bytes.
    """

    field: str
    reason: str
    byte_range: tuple[int, int, int, int]
    der: bytes
    value: bytes
    token: bytes
    is_timestamp: bool

    @property
    def reaches(self) -> int:
        """Return how many bytes of the file there are up to the end of what is covered."""
        return self.byte_range[2] + self.byte_range[3]

    @property
    def at(self) -> datetime:
        """Return the token's own time."""
        signed = cms.ContentInfo.load(self.token)["content"]
        at: datetime = signed["encap_content_info"]["content"].parsed["gen_time"].native
        return at


@dataclass(frozen=True, slots=True)
class SignedPdf:
    """`certificates`, `lists`, `responses` (DER) are those of its store, `embedded` a certificate's JSON."""

    findings: Findings
    signatures: tuple[CutSignature, ...]
    certificates: tuple[bytes, ...]
    lists: tuple[bytes, ...]
    responses: tuple[bytes, ...]
    embedded: str


def to_json(one: SignedPdf) -> Json:
    return {
        "findings": as_json(one.findings),
        "signatures": [_spelled(asdict(signature)) for signature in one.signatures],
        "store": [[data.hex() for data in kind] for kind in (one.certificates, one.lists, one.responses)],
        "embedded": one.embedded,
    }


def from_json(told: Json) -> SignedPdf:
    facts = cast("dict[str, Any]", told)
    certificates, lists, responses = (tuple(bytes.fromhex(data) for data in kind) for kind in facts["store"])
    return SignedPdf(
        findings=findings_from(facts["findings"]),
        signatures=tuple(_signature(one) for one in facts["signatures"]),
        certificates=certificates,
        lists=lists,
        responses=responses,
        embedded=facts["embedded"],
    )


def _spelled(facts: Mapping[str, Any]) -> dict[str, Json]:
    return {name: value.hex() if isinstance(value, bytes) else value for name, value in facts.items()}


def _signature(facts: dict[str, Any]) -> CutSignature:
    octets = {name: bytes.fromhex(facts[name]) for name in ("der", "value", "token")}
    return CutSignature(**{**facts, **octets, "byte_range": tuple(facts["byte_range"])})
