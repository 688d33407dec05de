"""The facts of a 廃棄証明書, frozen at its issue: printed and embedded as JSON alike (LW-27)."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from contracts.event_table import canonical

FORMAT_VERSION = 2
"""The second tells what was approved and left out after all."""


@dataclass(frozen=True, slots=True)
class Gone:
    """One contract; days are ISO dates, empty where none is known, `disposed_at` an ISO instant in JST.

    `files` are hex SHA-256 of what was concluded, `grounds` codes of `contracts.retention.Ground`.
    """

    number: str
    title: str
    contract_type: str
    counterparties: Sequence[str]
    traded_on: str
    ends_on: str
    kept_until: str
    grounds: Sequence[str]
    files: Sequence[str]
    disposed_at: str
    contract: str


@dataclass(frozen=True, slots=True)
class Stayed:
    """One contract that was approved and did not go; `why` is a `contracts.disposal.Why`."""

    number: str
    title: str
    why: str
    decided_at: str
    contract: str


@dataclass(frozen=True, slots=True)
class DisposalFacts:
    """`audit_sequence` and `audit_head` are the end of the organisation's audit log at issue."""

    certificate_id: str
    issued_at: str
    issuer: str
    reason: str
    proposed_by: str
    proposed_at: str
    approved_by: str
    approved_at: str
    contracts: Sequence[Gone]
    verify_url: str
    audit_sequence: int
    audit_head: str
    left_out: Sequence[Stayed] = ()
    format_version: int = FORMAT_VERSION

    def to_json(self) -> str:
        return canonical(asdict(self))


def disposal_certificate_id(disposal: str) -> str:
    """Return e.g. `WRD-7Q2M-4D5E-9ABC-K3TN`; equal input, equal id."""
    seed = hashlib.sha256(f"disposal|{disposal}".encode()).digest()
    letters = base64.b32encode(seed[:10]).decode()
    return "-".join(["WRD", *(letters[at : at + 4] for at in range(0, 16, 4))])


def disposal_reason(facts: DisposalFacts) -> str:
    """The 理由 of the certificate's own signature."""
    return f"廃棄証明書 {facts.certificate_id} を {facts.issuer} が発行"
