"""The parent's side: hand the facts to a confined child and take back the PDF."""

from typing import cast

from adapters.confinement import Answer, Limits, run_confined
from contracts.certificate import CertificateFacts

TASK = "adapters.certificates.confined:draw"
LIMITS = Limits(wall_seconds=20, queue_seconds=30, memory_bytes=1024**3)


class GlyphMissing(Exception):
    """The PDF would show an empty box: no font had a glyph for these characters."""

    def __init__(self, complaints: tuple[str, ...]) -> None:
        super().__init__(*complaints)
        self.complaints = complaints


def render(facts: CertificateFacts) -> bytes:
    """Return the unsigned PDF/A-3b that prints `facts` and embeds them as JSON; equal facts, equal bytes.

    Raises GlyphMissing or ConfinedTaskFailed.
    """
    return whole(run_confined(TASK, {}, facts.to_json().encode(), LIMITS))


def whole(answer: Answer) -> bytes:
    """Return the PDF of an answer, or raise GlyphMissing."""
    complaints = cast("list[str]", answer.facts["missing"])
    if complaints:
        raise GlyphMissing(tuple(complaints))
    return answer.body
