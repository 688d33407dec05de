"""What may be said of a PDF anybody brings: the record first, then what can be measured (threats.md 0.1).

On this floor because the answer needs the record and the validator, which never see each other; the
command and the public page stand above it.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.orm import Session

from adapters.key_records import KeyRecords
from adapters.settings import Settings
from adapters.verification import certificates_in, examine, revision_ends
from contracts.verdict import Findings, IssuedFile, Verdict, verdict_of
from contracts.verdict_details import TimestampFinding
from contracts.verdict_record import Beginning, record_doubts
from database.engine import Database
from database.queries.issued import digests_on_record, issued_file


@dataclass(frozen=True, slots=True)
class Anchors:
    """PEM or DER: whose signatures, and whose timestamps, are believed; neither speaks for the other.

    `signers` are read by `adapters.known_signers`: roots of our own, or certificates with their chains.
    `providers` names the 事業者 of an accredited timestamp by the root's SHA-256 fingerprint (LW-12), and
    `policies` the OID it is given under, where WARIFU_TSA_FILE names one: the root may stand above others.
    """

    signers: Sequence[bytes]
    timestamps: Sequence[bytes] = ()
    providers: Mapping[str, str] = field(default_factory=dict)
    policies: Mapping[str, str] = field(default_factory=dict)

    def provider_of(self, stamp: TimestampFinding | None) -> str:
        """Return the 事業者名 of an accredited timestamp of a configured authority, or nothing."""
        if stamp is None or not stamp.trusted or not stamp.certificates:
            return ""
        root = stamp.certificates[-1].fingerprint
        is_it = self.policies.get(root, stamp.policy) == stamp.policy
        return self.providers.get(root, "") if is_it else ""


@dataclass(frozen=True, slots=True)
class Examined:
    """`digest` is the SHA-256 of the file, in lower-case hex; `beginning` is none where itself was issued."""

    digest: str
    findings: Findings
    verdict: Verdict
    beginning: Beginning | None = None


def examined(
    pdf: bytes, database: Database | None, roots: Sequence[bytes], timestamp_roots: Sequence[bytes] = ()
) -> Examined:
    """Compare with what this installation issued, then measure against `roots`; keeps nothing.

    Blocks for at most 20 s. Raises ConfinedTaskFailed with `busy`, which says nothing of the file.
    """
    digest = hashlib.sha256(pdf).hexdigest()
    findings = examine(pdf, roots, timestamp_roots)
    if database is None:
        return Examined(digest, findings, verdict_of(findings, None))
    issued, beginning = _on_record(pdf, digest, database)
    doubts = tuple(record_doubts(findings, beginning))
    return Examined(digest, findings, verdict_of(findings, issued, doubts), beginning)


def examined_by(pdf: bytes, database: Database | None, anchors: Anchors) -> Examined:
    """As `examined`, against everything this installation believes."""
    return examined(pdf, database, anchors.signers, anchors.timestamps)


def anchors_of(settings: Settings) -> Anchors:
    """Return what is believed here: the own authority, and for timestamps those of WARIFU_TSA_FILE."""
    by_provider = [(one.provider, _contents(one.roots)) for one in settings.tsas]
    return Anchors(
        signers=own_signers(settings),
        timestamps=[root for _, roots in by_provider for root in roots],
        providers=_accredited(by_provider),
        policies=dict(
            _named_roots([(one.policy, _contents(one.roots)) for one in settings.tsas if one.policy])
        ),
    )


def own_signers(settings: Settings) -> list[bytes]:
    """Return the own authority, and each certificate that ever was taken into use, with its chain."""
    own = dict.fromkeys(_contents(settings.own_roots))
    return [*own, *KeyRecords(settings.key_records).chains_of("signer")]


def _contents(paths: Sequence[Path]) -> list[bytes]:
    return [path.read_bytes() for path in paths if path.is_file()]


def _accredited(by_provider: Sequence[tuple[str, Sequence[bytes]]]) -> dict[str, str]:
    """A root that also stands above a timestamp that is not accredited proves nothing of either."""
    named = list(_named_roots(by_provider))
    return {
        print_: provider
        for print_, provider in named
        if provider and all(other == provider for same, other in named if same == print_)
    }


def _named_roots(by_provider: Sequence[tuple[str, Sequence[bytes]]]) -> Iterator[tuple[str, str]]:
    for provider, roots in by_provider:
        for root in roots:
            for certificate in certificates_in(root):
                yield certificate, provider


def _on_record(pdf: bytes, digest: str, database: Database) -> tuple[IssuedFile | None, Beginning | None]:
    """Return what the file is, or, where nobody issued it, with which issued file it begins."""
    with database.reading() as session:
        issued = issued_file(session, digest)
        return (issued, None) if issued else (None, _beginning(session, pdf))


def _beginning(session: Session, pdf: bytes) -> Beginning | None:
    lengths = revision_ends(pdf)
    known = digests_on_record(session, list(lengths))
    longest = max(known, key=lambda digest: lengths[digest], default=None)
    issued = issued_file(session, longest) if longest else None
    return Beginning(issued, lengths[longest]) if issued and longest else None
