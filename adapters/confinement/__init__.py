"""Run one of our functions on untrusted bytes in a child process that may be killed (threats.md 0.2)."""

from adapters.confinement.failures import ConfinedTaskFailed, FailureCode
from adapters.confinement.frames import Answer, Json
from adapters.confinement.limits import Limits
from adapters.confinement.running import run_confined
from adapters.confinement.standby import standing_by

__all__ = ["Answer", "ConfinedTaskFailed", "FailureCode", "Json", "Limits", "run_confined", "standing_by"]
