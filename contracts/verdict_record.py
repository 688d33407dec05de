"""What the record says of a file that is not itself one that was issued (threats.md 0.1; LW-13, T61)."""

from collections.abc import Iterator
from dataclasses import dataclass

from contracts.verdict import TIMESTAMP, Findings, IssuedFile, IssuedKind
from contracts.verdict_details import Change, RevisionFinding

FROZEN = frozenset(IssuedKind) - {IssuedKind.INTERMEDIATE, IssuedKind.VOID}
RENEWING = frozenset({Change.FIELD_ADDED, Change.VALIDATION_DATA})


@dataclass(frozen=True, slots=True)
class Beginning:
    """The first `length` octets of a longer file are one that was issued, the longest such."""

    issued: IssuedFile
    length: int


def record_doubts(findings: Findings, beginning: Beginning | None) -> Iterator[str]:
    """Yield why a file that is not on record cannot be taken for ours, however sound its signatures are.

    Somebody may cut a file of ours back to a signature in its middle, or go on from there.
    """
    if beginning is not None:
        if not is_renewal(findings, beginning):
            yield "goes_on_from_ours"
    elif any(one.trusted and one.kind != TIMESTAMP for one in findings.signatures):
        yield "not_on_record"


def is_renewal(findings: Findings, beginning: Beginning) -> bool:
    """Tell whether all the rest are timestamps with what proves them, on a file that is final."""
    added = [one for one in findings.revisions if one.length > beginning.length]
    stamps = {one.field for one in findings.signatures if one.kind == TIMESTAMP}
    return beginning.issued.kind in FROZEN and bool(added) and all(_renews(one, stamps) for one in added)


def _renews(revision: RevisionFinding, stamps: set[str]) -> bool:
    return revision.field in stamps and RENEWING.issuperset(revision.changes)
