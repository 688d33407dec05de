"""The parent's side: hand the facts to a confined child and take back the PDFs."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import cast

from adapters.confinement import Answer, Limits, run_confined
from contracts.certificate import CertificateFacts

TASK = "adapters.certificates.confined:draw"
WARMING = "adapters.certificates.confined:warm_up"
"""For whoever keeps a standby that draws certificates."""
LIMITS = Limits(wall_seconds=60, queue_seconds=60, memory_bytes=1024**3)


class GlyphMissing(Exception):
    """The PDF would show an empty box: no font had a glyph for these characters."""

    def __init__(self, complaints: tuple[str, ...]) -> None:
        super().__init__(*complaints)
        self.complaints = complaints


def render(facts: CertificateFacts) -> bytes:
    """Return the unsigned PDF/A-3b that prints `facts` and embeds them as JSON; equal facts, equal bytes.

    Raises GlyphMissing or ConfinedTaskFailed.
    """
    return render_all([facts])[0]


def render_all(copies: Sequence[CertificateFacts]) -> list[bytes]:
    """Return the PDF of each copy; one child draws them all, because its start costs more than a copy.

    Raises GlyphMissing or ConfinedTaskFailed.
    """
    bodies = [facts.to_json().encode() for facts in copies]
    answer = run_confined(TASK, {"sizes": [len(body) for body in bodies]}, b"".join(bodies), LIMITS)
    return parts_of(Answer(answer.facts, whole(answer)))


def parts_of(joined: Answer) -> list[bytes]:
    """Return the pieces of a body whose lengths, in bytes, are the fact `sizes`."""
    ends = accumulate(cast("list[int]", joined.facts["sizes"]), initial=0)
    return [joined.body[start:end] for start, end in pairwise(ends)]


def whole(answer: Answer) -> bytes:
    """Return the PDFs of an answer, or raise GlyphMissing."""
    complaints = cast("list[str]", answer.facts["missing"])
    if complaints:
        raise GlyphMissing(tuple(complaints))
    return answer.body
