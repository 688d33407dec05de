"""封筒: the documents that are sent, agreed to and concluded together, in their order (GM-14, MK-52)."""

import hashlib
from collections.abc import Sequence

from contracts.event_table import canonical

MOST_DOCUMENTS = 100
LARGEST_BYTES = 200 * 1024 * 1024
"""All the documents of one envelope, in bytes as uploaded."""


def joint_digest(digests: Sequence[str]) -> str:
    """Return what stands for all: the one file's own SHA-256, or that of the JSON list of several."""
    if len(digests) == 1:
        return digests[0]
    return hashlib.sha256(canonical(list(digests)).encode()).hexdigest()
