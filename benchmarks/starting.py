"""`warifu up` in an empty home, until /readyz says that database and engine answer."""

import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Row, Sizes, percentile
from tests.journeys.running import ROOT, Running, free_port

ROUNDS = 3
MIDDLE = 50
LOOK_SECONDS = 0.02
PATIENCE_SECONDS = 90.0
OK = 200


def rows(_sizes: Sizes) -> Iterator[Row]:
    spent = [_started() for _ in range(ROUNDS)]
    yield Row("first start from empty", percentile(spent, MIDDLE), "s", f"median of {ROUNDS}")


def _started() -> float:
    with tempfile.TemporaryDirectory() as folder:
        home, port = Path(folder) / "home", free_port()
        began = time.perf_counter()
        with up(home, port) as process:
            try:
                return seconds_until_ready(port, began)
            finally:
                process.terminate()


def up(home: Path, port: int) -> "subprocess.Popen[bytes]":
    environment = Running(home, port, process=None, output=home).environment  # type: ignore[arg-type]  # only its environment is asked for
    return subprocess.Popen(
        [sys.executable, "-m", "cli", "up"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )


def seconds_until_ready(port: int, began: float) -> float:
    while time.perf_counter() - began < PATIENCE_SECONDS:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=3) as answer:
                if answer.status == OK:
                    return time.perf_counter() - began
        except (urllib.error.URLError, OSError):
            time.sleep(LOOK_SECONDS)
    raise TimeoutError(port)
