"""A port of our own workflow server, which no other installation of this machine takes meanwhile."""

import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager

LOOPBACK = "127.0.0.1"


@contextmanager
def own_port(wanted: int) -> Iterator[int]:
    """Yield `wanted`, or any free port when it is taken: two installations can share a machine.

    Between looking and listening another installation may look too: its processes would then work at our
    server, and ours at its. So a port is claimed by a name before anybody listens, until the block ends or
    the process does.
    """
    for port in (wanted, 0):
        found = _free(port)
        claim = _claim(found) if found else None
        if claim is not None:
            with claim:
                yield found
            return
    raise OSError(wanted)


def _free(port: int) -> int:
    """Return the port, any one for 0, or 0 when somebody listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return 0
        found: int = probe.getsockname()[1]
        return found


def _claim(port: int) -> socket.socket | None:
    """Linux's abstract names are as wide as its ports, and leave nothing behind."""
    claim = socket.socket(socket.AF_UNIX)
    try:
        claim.bind(f"\0warifu-workflow-server-{port}")
    except OSError as reason:
        if reason.errno == errno.EADDRINUSE:
            claim.close()
            return None
    return claim
