"""One real system, filled with ten cases by a command that was killed once on its way."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cli.demo.people import EVERYONE
from tests import databases
from tests.journeys.running import ROOT, Running, running

TWELVE = ("demo", "--contracts", "12")
KILLED_AFTER = 3


@dataclass(frozen=True)
class Filled:
    system: Running
    before: str
    after: str

    @property
    def passwords(self) -> dict[str, str]:
        lines = [line.split() for line in self.before.splitlines()]
        return {words[0]: words[1] for words in lines if words[0] in {one.mail for one in EVERYONE}}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    with running(tmp_path_factory.mktemp("demo") / "home") as system:
        before = killed(system)
        yield Filled(system, before, system.command(*TWELVE))


def killed(system: Running) -> str:
    """Start the command, kill it hard when three cases stand, and return what it had said."""
    command = [sys.executable, "-m", "cli", *TWELVE]
    with subprocess.Popen(
        command, cwd=ROOT, env=system.environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            if line.startswith(f" {KILLED_AFTER}/12 "):
                break
        process.send_signal(signal.SIGKILL)
    return "".join(said)


def database_of(home: Path) -> str:
    return databases.database_url(home)
