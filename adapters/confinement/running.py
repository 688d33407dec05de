"""The parent's side: it has a child answer, waits, kills, and believes nothing but a whole frame."""

import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from adapters.confinement.exits import OVERDUE, Exit
from adapters.confinement.failures import ConfinedTaskFailed, FailureCode
from adapters.confinement.frames import Answer, FrameBroken, Json, framed, unframed
from adapters.confinement.limits import Limits
from adapters.confinement.standby import ENVIRONMENT, ROOT, standby

CHILDREN_AT_ONCE = 2

_places = threading.BoundedSemaphore(CHILDREN_AT_ONCE)
_LAST_WORDS = 2000
_log = logging.getLogger(__name__)


def run_confined(task: str, facts: Mapping[str, Json], body: bytes, limits: Limits | None = None) -> Answer:
    """Call `task` ("package.module:function", taking and giving an Answer) in a child and return its answer.

    Blocks for at most `limits.queue_seconds + limits.wall_seconds`. Raises ConfinedTaskFailed.
    """
    limits = limits or Limits()
    request = framed({"task": task, "facts": dict(facts)}, body)
    with _place(limits), _scratch(request) as question, _scratch() as reply, _scratch() as complaint:
        ended = _exit_of((question, reply, complaint), limits)
        answer = _whole_answer(ended, reply, limits)
        if isinstance(answer, FailureCode):
            _log.warning("confined task %s ended as %s: %s", task, answer, _last_words(complaint))
            raise ConfinedTaskFailed(answer)
        return answer


@contextmanager
def _place(limits: Limits) -> Iterator[None]:
    if not _places.acquire(timeout=limits.queue_seconds):
        raise ConfinedTaskFailed(FailureCode.BUSY)
    try:
        yield
    finally:
        _places.release()


@contextmanager
def _scratch(content: bytes = b"") -> Iterator[int]:
    """Yield a file in memory: unlike a pipe it cannot block either side, and RLIMIT_FSIZE bounds it."""
    descriptor = os.memfd_create("warifu")
    try:
        view = memoryview(content)
        while view:
            view = view[os.write(descriptor, view) :]
        os.lseek(descriptor, 0, os.SEEK_SET)
        yield descriptor
    finally:
        os.close(descriptor)


def _exit_of(files: tuple[int, int, int], limits: Limits) -> Exit:
    """A standby that is lost on the way costs time, not the answer: what is left goes to a fresh child."""
    began, ready = time.monotonic(), standby()
    ended = ready.exit_of(files, limits) if ready else None
    if ended is not None:
        return ended
    question, reply, _ = files
    os.lseek(question, 0, os.SEEK_SET)
    os.lseek(reply, 0, os.SEEK_SET)
    os.ftruncate(reply, 0)
    return _exit_of_a_fresh_child(files, limits, limits.wall_seconds - (time.monotonic() - began))


def _exit_of_a_fresh_child(files: tuple[int, int, int], limits: Limits, seconds: float) -> Exit:
    question, reply, complaint = files
    child = subprocess.Popen(  # noqa: S603 -- our own module; no word of it is anybody's input
        [sys.executable, "-B", "-s", "-m", "adapters.confinement", json.dumps(limits.as_json())],
        stdin=question,
        stdout=reply,
        stderr=complaint,
        cwd=ROOT,
        env=ENVIRONMENT,
        start_new_session=True,
    )
    try:
        return Exit(child.wait(seconds))
    except subprocess.TimeoutExpired:
        return OVERDUE
    finally:
        if child.returncode is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _whole_answer(ended: Exit, reply: int, limits: Limits) -> Answer | FailureCode:
    if ended.overdue or ended.code != 0:
        return _failure(ended)
    try:
        answer = unframed(_content(reply, limits.answer_bytes))
    except FrameBroken:
        return FailureCode.CRASHED
    outcome, facts = answer.facts.get("outcome"), answer.facts.get("facts")
    if outcome == FailureCode.MEMORY:
        return FailureCode.MEMORY
    return Answer(facts, answer.body) if isinstance(facts, dict) else FailureCode.CRASHED


def _failure(ended: Exit) -> FailureCode:
    if ended.overdue or ended.code == -signal.SIGXCPU:
        return FailureCode.TIMEOUT
    # A SIGKILL that nobody here sent is the kernel reclaiming memory.
    return FailureCode.MEMORY if ended.code == -signal.SIGKILL else FailureCode.CRASHED


def _content(descriptor: int, most: int) -> bytes:
    size = min(os.fstat(descriptor).st_size, most)
    return os.pread(descriptor, size, 0)


def _last_words(complaint: int) -> str:
    size = os.fstat(complaint).st_size
    return os.pread(complaint, _LAST_WORDS, max(0, size - _LAST_WORDS)).decode(errors="replace").strip()
