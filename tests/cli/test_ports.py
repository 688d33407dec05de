"""Two installations of one machine never share a workflow server."""

import socket
import subprocess
import sys

import pytest

from cli.ports import LOOPBACK, own_port

HOLDER = """
import sys
from cli.ports import own_port
with own_port(int(sys.argv[1])) as port:
    print(port, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def wanted() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def test_a_port_that_another_has_chosen_but_does_not_use_yet_is_left_to_it(wanted: int) -> None:
    with own_port(wanted) as first, own_port(wanted) as second:
        assert first == wanted
        assert second != wanted
    with own_port(wanted) as again:
        assert again == wanted


def test_a_port_that_somebody_listens_on_is_left_to_them(wanted: int) -> None:
    with socket.socket() as listener:
        listener.bind((LOOPBACK, wanted))
        listener.listen()
        with own_port(wanted) as found:
            assert found not in {0, wanted}


def test_what_a_killed_process_had_chosen_is_free_again(wanted: int) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(wanted)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert int(holder.stdout.readline()) == wanted
    with own_port(wanted) as found:
        assert found != wanted
    holder.kill()
    holder.communicate()
    with own_port(wanted) as found:
        assert found == wanted
