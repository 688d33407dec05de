from enum import StrEnum


class FailureCode(StrEnum):
    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASHED = "crashed"
    BUSY = "busy"


class ConfinedTaskFailed(Exception):
    """The child gave no usable answer; `code` says why, nothing in this process is harmed."""

    def __init__(self, code: FailureCode) -> None:
        super().__init__(code)
        self.code = code
