"""How a child ended, as its standby tells it."""

import signal
import struct
from dataclasses import dataclass

_TOLD = struct.Struct(">i?")


@dataclass(frozen=True, slots=True)
class Exit:
    """`code` as of subprocess: negative is the signal; `overdue`: it was killed because its time was over."""

    code: int
    overdue: bool = False

    def told(self) -> bytes:
        return _TOLD.pack(self.code, self.overdue)


OVERDUE = Exit(-signal.SIGKILL, overdue=True)


def exit_told(message: bytes) -> Exit | None:
    """Return what `told` wrote, or None for anything else."""
    return Exit(*_TOLD.unpack(message)) if len(message) == _TOLD.size else None
