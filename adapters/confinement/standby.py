"""A standby for this process: tasks that it has loaded beforehand start in milliseconds, not seconds.

Only what runs for long keeps one (web, signing). Without it, before it is ready and after it was lost
every task runs in a child started for it.
"""

import json
import logging
import os
import select
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from adapters.confinement.exits import OVERDUE, Exit, exit_told
from adapters.confinement.limits import Limits

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {"PATH": os.defpath, "LANG": "C.UTF-8"}
REST_SECONDS = 60.0
"""How long a standby that was lost is not started again."""
GRACE_SECONDS = 2.0
_LONGEST_TOLD = 16
_log = logging.getLogger(__name__)


class Standby:
    """`warming` names what tasks need: "package.module", or "package.module:function" to be called."""

    def __init__(self, warming: Sequence[str]) -> None:
        self._warming = tuple(warming)
        self._lock = threading.Lock()
        self._start()

    def _start(self) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._started, self._ready, self._is_lost = time.monotonic(), False, False
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 -- our own module; no word of it is anybody's input
                [
                    *(sys.executable, "-B", "-s", "-m", "adapters.confinement.standing"),
                    *(str(theirs.fileno()), *self._warming),
                ],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                cwd=ROOT,
                env=ENVIRONMENT,
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
            )

    def is_ready(self) -> bool:
        with self._lock:
            if self._is_lost and time.monotonic() - self._started > REST_SECONDS:
                self._start()
            if not self._ready and not self._is_lost:
                self._look()
            return self._ready

    def wait(self, seconds: float) -> bool:
        """Wait until it is ready; False when it is not by then."""
        waiting = select.poll()
        waiting.register(self._control, select.POLLIN)
        return self.is_ready() or (bool(waiting.poll(seconds * 1000)) and self.is_ready())

    def _look(self) -> None:
        try:
            self._ready = bool(self._control.recv(_LONGEST_TOLD, socket.MSG_DONTWAIT))
        except BlockingIOError:
            return
        if not self._ready:
            self._give_up()

    @property
    def pid(self) -> int:
        return self._process.pid

    def exit_of(self, files: Sequence[int], limits: Limits) -> Exit | None:
        """Have a child read the first of the three files and write to the others; say how it ended.

        None: the standby was lost, and the question is to be asked again.
        """
        told, teller = os.pipe()
        try:
            socket.send_fds(self._control, [json.dumps(limits.as_json()).encode()], [*files, teller])
        except OSError:
            self.lose(self._control)
            os.close(told)
            return None
        finally:
            os.close(teller)
        with open(told, "rb", buffering=0) as end:  # noqa: PTH123 - a descriptor, not a path
            return self._awaited(end.fileno(), limits)

    def _awaited(self, told: int, limits: Limits) -> Exit | None:
        control, waiting = self._control, select.poll()
        waiting.register(told, select.POLLIN)
        if not waiting.poll((limits.wall_seconds + GRACE_SECONDS) * 1000):
            self.lose(control)
            return OVERDUE
        ended = exit_told(os.read(told, _LONGEST_TOLD))
        if ended is None:
            self.lose(control)
        return ended

    def lose(self, control: socket.socket) -> None:
        with self._lock:
            if control is self._control and not self._is_lost:
                self._give_up()

    def _give_up(self) -> None:
        _log.warning("the standby of process %d was lost", os.getpid())
        self._ready, self._is_lost = False, True
        self._end()

    def _end(self) -> None:
        self._control.close()
        try:
            self._process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def close(self) -> None:
        with self._lock:
            self._ready = False
            if not self._is_lost:
                self._is_lost = True
                self._end()

    def forget(self) -> None:
        """In a process forked from ours: the standby is not its own."""
        self._control.close()


_kept: list[Standby] = []


def standby() -> Standby | None:
    """Return this process's standby when it is ready."""
    return next((one for one in _kept if one.is_ready()), None)


@contextmanager
def standing_by(*warming: str) -> Iterator[Standby]:
    """Keep one standby for this process while the block runs; it also ends when this process does."""
    one = Standby(warming)
    _kept.append(one)
    try:
        yield one
    finally:
        _kept.remove(one)
        one.close()


def _forget_all() -> None:
    while _kept:
        _kept.pop().forget()


os.register_at_fork(after_in_child=_forget_all)
