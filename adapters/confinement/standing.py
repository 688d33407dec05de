"""The standby's own side: it has loaded what the tasks need, and forks one child for each question.

It never reads a question: the descriptors pass through it to a child that has not raised its walls yet.
"""

import gc
import importlib
import json
import logging
import os
import resource
import selectors
import signal
import socket
import sys
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from adapters.confinement.child import answer_once
from adapters.confinement.exits import Exit
from adapters.confinement.limits import Limits

READY = b"ready"
LONGEST_ORDER = 4096
FILES = 4
"""Question, reply, complaint, and the pipe on which the end is told."""
PATIENCE_FOR_THREADS = 200
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Job:
    pid: int
    teller: int
    deadline: float


class Standing:
    """Single-threaded, so that a fork copies everything there is."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._watched = selectors.DefaultSelector()
        self._watched.register(control, selectors.EVENT_READ)
        self._jobs: dict[int, _Job] = {}

    def serve(self) -> None:
        """Return when the other side has gone; the children die with this process."""
        self._control.send(READY)
        while True:
            for key, _ in self._watched.select(self._until_the_next_deadline()):
                if key.fileobj is not self._control:
                    self._tell(key.fd, overdue=False)
                elif not self._take_order():
                    return
            self._end_what_is_overdue()

    def _until_the_next_deadline(self) -> float | None:
        left = [job.deadline - time.monotonic() for job in self._jobs.values()]
        return max(0.0, min(left)) if left else None

    def _take_order(self) -> bool:
        order, files, _, _ = socket.recv_fds(self._control, LONGEST_ORDER, FILES)
        if not order:
            return False
        limits, (question, reply, complaint, teller) = Limits(**json.loads(order)), files
        parent, pid = os.getpid(), os.fork()
        if pid == 0:
            self._become_child(limits, parent, (question, reply, complaint, teller))
        for each in (question, reply, complaint):
            os.close(each)
        watched = os.pidfd_open(pid)
        self._jobs[watched] = _Job(pid, teller, time.monotonic() + limits.wall_seconds)
        self._watched.register(watched, selectors.EVENT_READ)
        return True

    def _become_child(self, limits: Limits, parent: int, files: tuple[int, int, int, int]) -> NoReturn:
        question, reply, complaint, teller = files
        code = 1
        try:
            os.setsid()
            self._let_go(teller)
            for each in (sys.stdout.fileno(), sys.stderr.fileno()):
                os.dup2(complaint, each)
            if os.getppid() == parent:
                answer_once(limits, question, reply)
                gc.collect()  # what a library would do as it goes: temporary files of its own
                code = 0
        except BaseException:  # noqa: BLE001 -- the last frame of this process; what it says is kept
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)

    def _let_go(self, teller: int) -> None:
        """A child keeps nothing by which it could speak for the standby or for another child."""
        self._control.close()
        self._watched.close()
        for watched, job in self._jobs.items():
            os.close(watched)
            os.close(job.teller)
        os.close(teller)

    def _end_what_is_overdue(self) -> None:
        now = time.monotonic()
        for watched, job in list(self._jobs.items()):
            if job.deadline <= now:
                _kill(job.pid)
                self._tell(watched, overdue=True)

    def _tell(self, watched: int, *, overdue: bool) -> None:
        job = self._jobs.pop(watched)
        self._watched.unregister(watched)
        os.close(watched)
        _, status = os.waitpid(job.pid, 0)
        try:
            os.write(job.teller, Exit(os.waitstatus_to_exitcode(status), overdue).told())
        except BrokenPipeError:
            _log.info("nobody waits for child %d any more", job.pid)
        finally:
            os.close(job.teller)


def _kill(pid: int) -> None:
    """Kill the child with everything that it started."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        os.kill(pid, signal.SIGKILL)


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    control, *warming = sys.argv[1:]
    with socket.socket(fileno=int(control)) as other_side:
        for name in warming:
            _warm_up(name)
        _require_one_thread()
        gc.collect()
        gc.freeze()
        Standing(other_side).serve()


def _warm_up(name: str) -> None:
    """Import `package.module`, or also call its `:function`."""
    module, _, function = name.partition(":")
    loaded: Any = importlib.import_module(module)
    if function:
        getattr(loaded, function)()


def _require_one_thread() -> None:
    for _ in range(PATIENCE_FOR_THREADS):
        if len(list(Path("/proc/self/task").iterdir())) == 1:
            return
        time.sleep(0.01)
    sys.exit("a library keeps a thread: what is forked from here could wait for it for ever")


if __name__ == "__main__":
    main()
