"""What may be said of a signed PDF (threats.md 0.1; T55 to T61), in codes.

The answer is never taken from a validator's own summary: pyHanko 0.38 calls two known forgeries valid.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from contracts.verdict_details import CertificateFinding, RevisionFinding, TimestampFinding

WHOLE_FILE = "ENTIRE_FILE"
WHOLE_REVISION = "ENTIRE_REVISION"
UNCHANGED = "NONE"
FORBIDDEN_MODIFICATIONS = frozenset({None, "OTHER"})
TIMESTAMP = "timestamp"
SIGNATURE_SUBFILTERS = frozenset({"ETSI.CAdES.detached", "adbe.pkcs7.detached"})
TIMESTAMP_SUBFILTERS = frozenset({"ETSI.RFC3161"})
STRONG_DIGESTS = frozenset({"sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512"})
NOT_CONCLUDED = "this_version_is_not_concluded"


class Colour(StrEnum):
    GENUINE = "genuine"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    UNSIGNED = "unsigned"


class IssuedKind(StrEnum):
    """`renewed` has a timestamp added for keeping: its first bytes are the frozen file (LW-13)."""

    CONCLUDED = "concluded"
    INTERMEDIATE = "intermediate"
    VOID = "void"
    CERTIFICATE = "certificate"
    RENEWED = "renewed"
    RENEWED_CERTIFICATE = "renewed_certificate"
    DISPOSAL = "disposal"


@dataclass(frozen=True, slots=True)
class IssuedFile:
    """A file of this installation with exactly the digest asked for; `contract` is its public id."""

    kind: IssuedKind
    contract: str


@dataclass(frozen=True, slots=True)
class SignatureFinding:
    """What a validator measured of one signature object; `coverage` and `modification` are pyHanko's names.

    `kind` is certification, approval or timestamp. `trusted` is about the signer's certificate and says
    nothing of integrity. `timestamp_ok` is None where no signature timestamp stands; `timestamp_authority`
    is who made it. `certificates` lead from the signer's towards the root. The octets that no digest covers,
    after the signature in its gap, must be zero: `padding_is_blank`.
    """

    field: str
    signer: str
    reason: str | None
    signed_at: datetime | None
    timestamped_at: datetime | None
    level: str
    intact: bool
    valid: bool
    coverage: str
    modification: str | None
    docmdp_ok: bool | None
    trusted: bool
    kind: str
    digest_algorithm: str
    subfilter: str
    timestamp_ok: bool | None = None
    has_message_digest: bool = True
    fields_of_object: int = 1
    signer_infos: int = 1
    padding_is_blank: bool = True
    timestamp_authority: str = ""
    certificates: tuple[CertificateFinding, ...] = ()
    timestamp: TimestampFinding | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """`unreadable` is a code if nothing could be measured; `unreachable_signatures` stand in no field.

    `revisions` is empty where the file could not be compared revision by revision.
    """

    signatures: tuple[SignatureFinding, ...] = ()
    unreadable: str | None = None
    page_count: int = 0
    read_leniently: bool = False
    unreachable_signatures: bool = False
    revisions: tuple[RevisionFinding, ...] = ()

    def revision_of(self, field: str) -> RevisionFinding | None:
        """Return the revision that ends with the signature in `field`."""
        return next((one for one in self.revisions if one.field == field), None)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`is_` names an issued file; `every_signer_trusted` is a line of its own, None if nobody signed."""

    colour: Colour
    is_: IssuedKind | None
    reasons: tuple[str, ...]
    every_signer_trusted: bool | None


def verdict_of(findings: Findings, issued: IssuedFile | None, of_record: Sequence[str] = ()) -> Verdict:
    """Return the colour of threats.md 0.1 with the codes that led to it, in the order of the rule.

    `of_record` are the doubts of `contracts.verdict_record` where a record was asked.
    """
    trusted = all(one.trusted for one in findings.signatures) if findings.signatures else None
    if issued is not None:
        concluded = issued.kind not in {IssuedKind.INTERMEDIATE, IssuedKind.VOID}
        return Verdict(Colour.GENUINE, issued.kind, () if concluded else (NOT_CONCLUDED,), trusted)
    colour, reasons = _measured(findings, of_record)
    return Verdict(colour, None, reasons, trusted)


def _measured(findings: Findings, of_record: Sequence[str]) -> tuple[Colour, tuple[str, ...]]:
    alarms = tuple(_alarms(findings))
    if alarms:
        return Colour.RED, alarms
    if not findings.signatures:
        return Colour.UNSIGNED, ()
    doubts = (*_doubts(findings), *of_record)
    return (Colour.AMBER, doubts) if doubts else (Colour.GREEN, ())


def _alarms(findings: Findings) -> Iterator[str]:
    if findings.unreadable is not None:
        yield f"unreadable:{findings.unreadable}"
    if findings.unreachable_signatures:
        yield "signature_in_no_field"
    for one in findings.signatures:
        for code, holds in _rules(one).items():
            if not holds:
                yield f"{code}:{one.field}"


def _rules(one: SignatureFinding) -> dict[str, bool]:
    """Map each code to whether this signature is free of it."""
    subfilters = TIMESTAMP_SUBFILTERS if one.kind == TIMESTAMP else SIGNATURE_SUBFILTERS
    return {
        "not_intact": one.intact,
        "not_valid": one.valid,
        "coverage": one.coverage in {WHOLE_FILE, WHOLE_REVISION},
        "modified": one.modification not in FORBIDDEN_MODIFICATIONS,
        "change_not_permitted": one.docmdp_ok is not False,
        "unexplained_bytes": (one.coverage, one.modification) != (WHOLE_REVISION, UNCHANGED),
        "signature_timestamp": one.timestamp_ok is not False,
        "in_several_fields": one.fields_of_object == 1,
        "several_signers": one.signer_infos == 1,
        "data_beside_the_signature": one.padding_is_blank,
        "subfilter": one.subfilter in subfilters,
        "no_message_digest": one.has_message_digest,
        "weak_digest": one.digest_algorithm.lower() in STRONG_DIGESTS,
    }


def _doubts(findings: Findings) -> Iterator[str]:
    signatures, revisions = findings.signatures, findings.revisions
    doubts = {
        "read_leniently": findings.read_leniently,
        "added_after_the_last_signature": not any(one.coverage == WHOLE_FILE for one in signatures),
        "nobody_signed": all(one.kind == TIMESTAMP for one in signatures),
        "not_compared": len(signatures) > 1 and not revisions,
    }
    yield from (code for code, holds in doubts.items() if holds)
    yield from (f"changed_beyond_signing:{one.number}/{len(revisions)}" for one in revisions if one.unusual)


def kept_verifiable_until(findings: Findings) -> datetime | None:
    """Return until when the last timestamp carries all signatures past their own certificates (LW-13).

    None unless every signature is B-LTA and a known authority's timestamp covers the whole file.
    """
    if not findings.signatures:
        return None
    *earlier, last = findings.signatures
    carries = last.kind == TIMESTAMP and last.intact and last.valid and last.trusted
    if not carries or last.coverage != WHOLE_FILE or not last.certificates:
        return None
    if any(one.level != "B-LTA" for one in earlier if one.kind != TIMESTAMP):
        return None
    return min(one.not_after for one in last.certificates)
