"""What may be said of a PDF anybody brings: the record first, then what can be measured (threats.md 0.1).

On this floor because the answer needs the record and the validator, which never see each other; the
command and the public page stand above it.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from adapters.key_records import KeyRecords
from adapters.settings import Settings
from adapters.verification import certificates_in, examine
from contracts.verdict import Findings, IssuedFile, Verdict, verdict_of
from contracts.verdict_details import TimestampFinding
from database.engine import Database
from database.queries.issued import issued_file


@dataclass(frozen=True, slots=True)
class Anchors:
    """PEM or DER: whose signatures, and whose timestamps, are believed; neither speaks for the other.

    `providers` names the 事業者 of an accredited timestamp by the root's SHA-256 fingerprint (LW-12).
    """

    signers: Sequence[bytes]
    timestamps: Sequence[bytes] = ()
    providers: Mapping[str, str] = field(default_factory=dict)

    def provider_of(self, stamp: TimestampFinding | None) -> str:
        """Return the 事業者名 of an accredited timestamp of a configured authority, or nothing."""
        if stamp is None or not stamp.trusted or not stamp.certificates:
            return ""
        return self.providers.get(stamp.certificates[-1].fingerprint, "")


@dataclass(frozen=True, slots=True)
class Examined:
    """`digest` is the SHA-256 of the file, in lower-case hex."""

    digest: str
    findings: Findings
    verdict: Verdict


def examined(
    pdf: bytes, database: Database | None, roots: Sequence[bytes], timestamp_roots: Sequence[bytes] = ()
) -> Examined:
    """Compare with what this installation issued, then measure against `roots`; keeps nothing.

    Blocks for at most 20 s. Raises ConfinedTaskFailed with `busy`, which says nothing of the file.
    """
    digest = hashlib.sha256(pdf).hexdigest()
    issued = _issued(digest, database) if database else None
    findings = examine(pdf, roots, timestamp_roots)
    return Examined(digest, findings, verdict_of(findings, issued))


def examined_by(pdf: bytes, database: Database | None, anchors: Anchors) -> Examined:
    """As `examined`, against everything this installation believes."""
    return examined(pdf, database, anchors.signers, anchors.timestamps)


def anchors_of(settings: Settings) -> Anchors:
    """Return what is believed here: the own authority, and for timestamps those of WARIFU_TSA_FILE."""
    by_provider = [(one.provider, _contents(one.roots)) for one in settings.tsas]
    return Anchors(
        signers=trusted_roots(settings),
        timestamps=[root for _, roots in by_provider for root in roots],
        providers=_accredited(by_provider),
    )


def trusted_roots(settings: Settings) -> list[bytes]:
    """Return what a signer must descend from: the own authority, and the root of every key that signed."""
    own = _contents([settings.keys / "authority" / "root.pem"])
    return list(dict.fromkeys([*own, *KeyRecords(settings.key_records).roots()]))


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


def _issued(digest: str, database: Database) -> IssuedFile | None:
    with database.reading() as session:
        return issued_file(session, digest)
