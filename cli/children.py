"""The processes that `warifu up` keeps alive: started, watched, restarted, stopped in order."""

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cli.passing import emptied

PR_SET_PDEATHSIG = 1
GRACE_SECONDS = 25.0
REST_SECONDS = 1.0
_libc = ctypes.CDLL(None)


@dataclass(slots=True)
class Child:
    """One process; `starts` counts how often it had to be started.

    `passing` is where its passing files stand, emptied before each start.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    passing: Path
    process: subprocess.Popen[bytes] | None = None
    starts: int = 0
    started_at: float = field(default=0.0)

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 -- our own commands, no shell
                self.command,
                env={**self.environment, "TMPDIR": str(emptied(self.passing))},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_die_with_parent,  # noqa: PLW1509 -- one prctl call, no locks
            )
        self.log.with_suffix(".pid").write_text(str(self.process.pid))
        self.starts += 1
        self.started_at = time.monotonic()

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def revive(self) -> bool:
        """Start again what has died, resting when it dies at once; return whether it had to be."""
        if self.is_running or time.monotonic() - self.started_at < REST_SECONDS:
            return False
        self.start()
        return True

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def python(*arguments: str) -> list[str]:
    return [sys.executable, "-m", *arguments]


def _die_with_parent() -> None:
    """A child does not outlive a killed `warifu up`: the next one would find its port and files taken."""
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
