"""The parent's side: it starts the child, waits, kills, and believes nothing but a whole frame."""

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from adapters.confinement.failures import ConfinedTaskFailed, FailureCode
from adapters.confinement.frames import Answer, FrameBroken, Json, framed, unframed
from adapters.confinement.limits import Limits

CHILDREN_AT_ONCE = 2

_places = threading.BoundedSemaphore(CHILDREN_AT_ONCE)
_ROOT = Path(__file__).resolve().parents[2]
_ENVIRONMENT = {"PATH": os.defpath, "LANG": "C.UTF-8"}
_LAST_WORDS = 2000
_log = logging.getLogger(__name__)


def run_confined(task: str, facts: Mapping[str, Json], body: bytes, limits: Limits | None = None) -> Answer:
    """Call `task` ("package.module:function", taking and giving an Answer) in a child and return its answer.

    Blocks for at most `limits.queue_seconds + limits.wall_seconds`. Raises ConfinedTaskFailed.
    """
    limits = limits or Limits()
    request = framed({"task": task, "facts": dict(facts), "limits": limits.as_json()}, body)
    with _place(limits), _scratch(request) as question, _scratch() as reply, _scratch() as complaint:
        status = _exit_status(question, reply, complaint, limits)
        answer = _whole_answer(status, reply, limits)
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


def _exit_status(question: int, reply: int, complaint: int, limits: Limits) -> int | None:
    child = subprocess.Popen(
        [sys.executable, "-B", "-s", "-m", "adapters.confinement"],
        stdin=question,
        stdout=reply,
        stderr=complaint,
        cwd=_ROOT,
        env=_ENVIRONMENT,
        start_new_session=True,
    )
    try:
        return child.wait(limits.wall_seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if child.returncode is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _whole_answer(status: int | None, reply: int, limits: Limits) -> Answer | FailureCode:
    if status != 0:
        return _failure(status)
    try:
        answer = unframed(_content(reply, limits.answer_bytes))
    except FrameBroken:
        return FailureCode.CRASHED
    outcome, facts = answer.facts.get("outcome"), answer.facts.get("facts")
    if outcome == FailureCode.MEMORY:
        return FailureCode.MEMORY
    return Answer(facts, answer.body) if isinstance(facts, dict) else FailureCode.CRASHED


def _failure(status: int | None) -> FailureCode:
    if status is None or status == -signal.SIGXCPU:
        return FailureCode.TIMEOUT
    # A SIGKILL that we did not send is the kernel reclaiming memory.
    return FailureCode.MEMORY if status == -signal.SIGKILL else FailureCode.CRASHED


def _content(descriptor: int, most: int) -> bytes:
    size = min(os.fstat(descriptor).st_size, most)
    return os.pread(descriptor, size, 0)


def _last_words(complaint: int) -> str:
    size = os.fstat(complaint).st_size
    return os.pread(complaint, _LAST_WORDS, max(0, size - _LAST_WORDS)).decode(errors="replace").strip()
