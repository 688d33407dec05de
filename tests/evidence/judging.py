"""The verdict of a file that this installation did not issue."""

from adapters.verification.reading import findings_of
from contracts.verdict import Verdict, verdict_of


def judged(pdf: bytes, roots: list[bytes]) -> Verdict:
    return verdict_of(findings_of(pdf, roots), None)
