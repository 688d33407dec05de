"""The parent's side: it looks at the end of the ZIP alone; everything else is the child's."""

from dataclasses import dataclass
from typing import cast

from adapters.confinement import ConfinedTaskFailed, FailureCode, Limits, run_confined
from adapters.unpacking.outcomes import BundleRefused, Unpacked

TASK = "adapters.unpacking.confined:unpack_bundle"
SIGNATURE = b"PK\x03\x04"
EMPTY = b"PK\x05\x06"


@dataclass(frozen=True, slots=True)
class BundleLimits:
    """Entries, and bytes when unpacked: of one and of all."""

    entries: int = 100
    entry_bytes: int = 50 * 1024 * 1024
    all_bytes: int = 200 * 1024 * 1024


def is_bundle(data: bytes) -> bool:
    return data.startswith((SIGNATURE, EMPTY))


def unpack(data: bytes, limits: BundleLimits) -> list[Unpacked]:
    """Return the files in the order of the ZIP, folders left out; blocks for 20 s at most.

    Nothing is written anywhere. Raises BundleRefused.
    """
    facts = {"entries": limits.entries, "entry_bytes": limits.entry_bytes, "all_bytes": limits.all_bytes}
    child = Limits(memory_bytes=1024**3, answer_bytes=limits.all_bytes + 1024**2)
    try:
        answer = run_confined(TASK, dict(facts), data, child)
    except ConfinedTaskFailed as failure:
        busy = failure.code is FailureCode.BUSY
        raise BundleRefused("busy" if busy else "damaged") from failure
    if "refused" in answer.facts:
        raise BundleRefused(str(answer.facts["refused"]), **cast("dict[str, int]", answer.facts["facts"]))
    names = cast("list[str]", answer.facts["names"])
    sizes = cast("list[int]", answer.facts["sizes"])
    begins = [sum(sizes[:at]) for at in range(len(sizes))]
    return [
        Unpacked(name, answer.body[begin : begin + size])
        for name, begin, size in zip(names, begins, sizes, strict=True)
    ]
