"""Locks that were counted while the engine was away, told to it when the worker starts (T15)."""

import logging
from collections.abc import Sequence

from contracts.acts import LockParty
from contracts.refusals import Refused
from workflows.door import Door, EngineUnavailable, NotKnownYet

LOG = logging.getLogger("warifu.locks")


async def tell_locks(door: Door, untold: Sequence[tuple[str, LockParty]]) -> int:
    """Tell each contract of its lock and return how many took it; what fails is told at the next start.

    Until then the party stays locked in SQL, where its tries are counted.
    """
    told = 0
    for contract, act in untold:
        try:
            await door.ask(contract, act)
        except (Refused, EngineUnavailable, NotKnownYet) as failure:
            LOG.warning("lock of a party of %s not told: %s", contract, type(failure).__name__)
        else:
            told += 1
    return told
