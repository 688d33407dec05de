"""The parent's side: hand the bytes to a confined child and read its findings."""

from collections.abc import Sequence

from adapters.confinement import ConfinedTaskFailed, FailureCode, Json, Limits, run_confined
from adapters.verification.wire import findings_from
from contracts.verdict import Findings

TASK = "adapters.verification.task:examine_confined"
WARMING = "adapters.verification.task"
"""For whoever keeps a standby that examines files."""
PDF_MARK, MARK_STANDS_BEFORE = b"%PDF-", 1024
AS_TEXT = "latin-1"
LIMITS = Limits(wall_seconds=15.0)
"""With the pictures of the pages, which are drawn after, nobody waits longer than 25 s."""


def examine(pdf: bytes, roots: Sequence[bytes], timestamp_roots: Sequence[bytes] = ()) -> Findings:
    """Measure every signature of `pdf` against the trusted `roots` (PEM or DER); blocks for at most 19 s.

    `timestamp_roots` are believed for timestamps only. A file that cannot be read, or takes too long or too
    much memory, is a finding. Only ConfinedTaskFailed with `busy` is raised: it asks for another try.
    """
    if PDF_MARK not in pdf[:MARK_STANDS_BEFORE]:
        return Findings(unreadable="not_a_pdf")
    facts: dict[str, Json] = {
        "roots": [root.decode(AS_TEXT) for root in roots],
        "timestamp_roots": [root.decode(AS_TEXT) for root in timestamp_roots],
    }
    try:
        answer = run_confined(TASK, facts, pdf, LIMITS)
    except ConfinedTaskFailed as failure:
        if failure.code is FailureCode.BUSY:
            raise
        return Findings(unreadable=str(failure.code))
    return findings_from(answer.facts)
