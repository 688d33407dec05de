"""Approvers who can approve no more, told to the contracts that wait for them when the worker looks (T07)."""

import logging
from collections.abc import Sequence

from contracts.acts import PassOver
from contracts.refusals import Refused
from workflows.door import Door, EngineUnavailable, NotKnownYet

LOG = logging.getLogger("warifu.absences")


async def tell_absences(door: Door, absences: Sequence[tuple[str, PassOver]]) -> int:
    """Tell each contract and return how many took it; what fails is told at the next look."""
    told = 0
    for contract, act in absences:
        try:
            await door.ask(contract, act)
        except (Refused, EngineUnavailable, NotKnownYet) as failure:
            LOG.warning("absence in the route of %s not told: %s", contract, type(failure).__name__)
        else:
            told += 1
    return told
