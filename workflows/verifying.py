"""What may be said of a PDF anybody brings: the record first, then what can be measured (threats.md 0.1).

On this floor because the answer needs the record and the validator, which never see each other; the
command and the public page stand above it.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from adapters.settings import Settings
from adapters.verification import examine
from contracts.verdict import Findings, IssuedFile, Verdict, verdict_of
from database.engine import Database
from database.queries.issued import issued_file


@dataclass(frozen=True, slots=True)
class Examined:
    """`digest` is the SHA-256 of the file, in lower-case hex."""

    digest: str
    findings: Findings
    verdict: Verdict


def examined(pdf: bytes, database: Database | None, roots: Sequence[bytes]) -> Examined:
    """Compare with what this installation issued, then measure against `roots` (PEM); keeps nothing.

    Blocks for at most 20 s. Raises ConfinedTaskFailed with `busy`, which says nothing of the file.
    """
    digest = hashlib.sha256(pdf).hexdigest()
    issued = _issued(digest, database) if database else None
    findings = examine(pdf, roots)
    return Examined(digest, findings, verdict_of(findings, issued))


def trusted_roots(settings: Settings) -> list[bytes]:
    """Return the certificates that a signer must descend from: this installation's own authority."""
    root = settings.keys / "authority" / "root.pem"
    return [root.read_bytes()] if root.is_file() else []


def _issued(digest: str, database: Database) -> IssuedFile | None:
    with database.reading() as session:
        return issued_file(session, digest)
