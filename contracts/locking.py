"""停止 after wrong access codes, as one act whoever tells it: the page at once, or the worker later (T15)."""

import uuid

from contracts.acts import LockParty, Origin

MOST_CODE_TRIES = 5
LOCKS = uuid.UUID("6a6bdb3c-6e3a-4d2a-8f0e-3f1f8f3f6b6d")


def lock_of(origin: Origin, party: str, sequence: int) -> LockParty:
    """Return the act; `sequence` is the contract's, so that a lock after an unlocking is another act."""
    key = uuid.uuid5(LOCKS, f"{party}|{sequence}").hex
    return LockParty(key=key, origin=origin, party=party, tries=MOST_CODE_TRIES)
