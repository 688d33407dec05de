"""One question, one answer, one process."""

import importlib
import json
import os
import sys
from collections.abc import Callable
from typing import cast

from adapters.confinement.failures import FailureCode
from adapters.confinement.frames import Answer, Json, framed, unframed
from adapters.confinement.limits import Limits
from adapters.confinement.walls import raise_walls


def main() -> None:
    """Answer what stands on standard input; the limits are the one argument."""
    reply = os.dup(sys.stdout.fileno())
    # Whatever a library prints must not reach the answer.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    answer_once(Limits(**json.loads(sys.argv[1])), sys.stdin.fileno(), reply)


def answer_once(limits: Limits, question: int, reply: int) -> None:
    """Raise the walls around this process, and only then read what is asked."""
    raise_walls(limits)
    with open(question, "rb") as asked, open(reply, "wb") as answer:
        answer.write(_answer_to(asked.read()))


def _answer_to(request: bytes) -> bytes:
    question = unframed(request)
    task = _task(str(question.facts["task"]))
    try:
        answer = task(Answer(cast("dict[str, Json]", question.facts["facts"]), question.body))
        return framed({"outcome": "done", "facts": answer.facts}, answer.body)
    except MemoryError:
        return framed({"outcome": FailureCode.MEMORY}, b"")


def _task(name: str) -> Callable[[Answer], Answer]:
    module, _, function = name.partition(":")
    return cast("Callable[[Answer], Answer]", getattr(importlib.import_module(module), function))
