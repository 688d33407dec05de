"""The walls the child raises around itself before it looks at the untrusted bytes (Linux)."""

import ctypes
import math
import resource
import signal

from adapters.confinement.limits import Limits

# linux/sched.h and linux/prctl.h
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38


def raise_walls(limits: Limits) -> None:
    """Leave the network where the kernel permits it, die with the parent, and take the resource limits."""
    library = ctypes.CDLL(None, use_errno=True)
    library.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if library.unshare(_CLONE_NEWNET) != 0:
        # Refused here too in most containers: then only the lack of any fetching code keeps the child quiet.
        library.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
    _limit_resources(limits)


def _limit_resources(limits: Limits) -> None:
    seconds = math.ceil(limits.wall_seconds)
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, limits.answer_bytes),
    ):
        resource.setrlimit(kind, (most, most))
