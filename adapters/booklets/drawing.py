"""The parent's side: hand a page and its pictures to a confined child and take back the PDF."""

from collections.abc import Mapping

from adapters.confinement import Json, Limits, run_confined

TASK = "adapters.booklets.confined:draw"
LIMITS = Limits(wall_seconds=30, queue_seconds=10, memory_bytes=1024**3)


def render(html: str, style: str, pictures: Mapping[str, bytes]) -> bytes:
    """Return the PDF of a page, which names its pictures as `picture:<name>` and no other address.

    Raises ConfinedTaskFailed.
    """
    parts = [html.encode(), style.encode(), *pictures.values()]
    names: list[Json] = list(pictures)
    sizes: list[Json] = [len(part) for part in parts]
    return run_confined(TASK, {"names": names, "sizes": sizes}, b"".join(parts), LIMITS).body
