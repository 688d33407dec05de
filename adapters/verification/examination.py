"""The parent's side: hand the bytes to a confined child and read its findings."""

from collections.abc import Sequence

from adapters.confinement import ConfinedTaskFailed, FailureCode, run_confined
from adapters.verification.wire import findings_from
from contracts.verdict import Findings

TASK = "adapters.verification.task:examine_confined"


def examine(pdf: bytes, roots: Sequence[bytes]) -> Findings:
    """Measure every signature of `pdf` against the trusted `roots` (PEM); blocks for at most 20 s.

    A file that cannot be read, or takes too long or too much memory, is a finding. Only ConfinedTaskFailed
    with `busy` is raised: it says nothing of the file and asks for another try.
    """
    try:
        answer = run_confined(TASK, {"roots": [root.decode("ascii") for root in roots]}, pdf)
    except ConfinedTaskFailed as failure:
        if failure.code is FailureCode.BUSY:
            raise
        return Findings(unreadable=str(failure.code))
    return findings_from(answer.facts)
