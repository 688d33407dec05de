"""What must not leave the memory of a process that holds keys."""

import resource


def forbid_core_dumps() -> None:
    """A crash writes no image of the memory to a disk, here or in any child (threats.md T77)."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
