"""The parent's side: hand our signed files to a confined child and take back what they hold."""

from collections.abc import Sequence
from typing import cast

from adapters.confinement import Json, Limits, run_confined
from adapters.proof.answers import SignedPdf, from_json

TASK = "adapters.proof.confined:read_confined"
AS_TEXT = "latin-1"
LIMITS = Limits(wall_seconds=120, queue_seconds=20)


def read_signed(
    pdfs: Sequence[bytes], roots: Sequence[bytes], timestamp_roots: Sequence[bytes]
) -> list[SignedPdf]:
    """Measure against `roots` (PEM or DER) and take the signatures out; one child reads all of `pdfs`.

    Raises ConfinedTaskFailed.
    """
    sizes: list[Json] = [len(pdf) for pdf in pdfs]
    known: list[Json] = [root.decode(AS_TEXT) for root in roots]
    known_for_time: list[Json] = [root.decode(AS_TEXT) for root in timestamp_roots]
    facts: dict[str, Json] = {"roots": known, "timestamp_roots": known_for_time, "sizes": sizes}
    answer = run_confined(TASK, facts, b"".join(pdfs), LIMITS)
    return [from_json(one) for one in cast("list[Json]", answer.facts["files"])]
