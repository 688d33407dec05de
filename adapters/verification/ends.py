"""Where earlier states of a file end; only looked for, nothing is parsed."""

import hashlib
import re
from itertools import islice

END = re.compile(rb"%%EOF\r?\n?")
MOST_ENDS = 200


def revision_ends(pdf: bytes) -> dict[str, int]:
    """Return the length in octets of each earlier state by its SHA-256, of the first so many."""
    digest, found, start = hashlib.sha256(), {}, 0
    for match in islice(END.finditer(pdf), MOST_ENDS):
        digest.update(memoryview(pdf)[start : match.end()])
        start = match.end()
        if start < len(pdf):
            found[digest.copy().hexdigest()] = start
    return found
