"""Who can approve no more, told to the contract that waits for them (T07)."""

import hashlib
from collections.abc import Sequence

from contracts.acts import Origin, PassOver
from contracts.state import ContractState


def absence_of(state: ContractState, absent: Sequence[str]) -> PassOver:
    """Return the engine's act; the same absence told twice is one act."""
    spelled = " ".join(sorted(absent))
    key = hashlib.sha256(spelled.encode()).hexdigest()[:32]
    return PassOver(f"absent:{state.round}:{key}", Origin(actor="engine"), state.round, sorted(absent))
