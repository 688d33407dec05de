"""`python -m webapp` as it is started by `warifu up`."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import databases
from tests.lifecycle.office import Office

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def web_process(office: Office, port: int) -> Iterator[subprocess.Popen[bytes]]:
    own = {**databases.environment(office.opened.settings.home), "WARIFU_PORT": str(port)}
    environment = {"PATH": os.defpath, "PYTHONPATH": str(ROOT), **own}
    process = subprocess.Popen([sys.executable, "-m", "webapp"], env=environment, stderr=subprocess.DEVNULL)
    try:
        wait_until_answering(port)
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until_answering(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert time.monotonic() < deadline, "the web process does not answer"


@pytest.mark.shows("T78")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_web_process_answers_without_naming_its_server_and_stops_with_zero(
    office: Office, number: signal.Signals
) -> None:
    port = free_port()
    with web_process(office, port) as process:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=PATIENCE) as answer:
            assert answer.status == 200
            assert "Server" not in answer.headers
        process.send_signal(number)
        assert process.wait(PATIENCE) == 0
