import importlib
import os
import sys
from collections.abc import Callable
from typing import cast

from adapters.confinement.failures import FailureCode
from adapters.confinement.frames import Answer, Json, framed, unframed
from adapters.confinement.limits import Limits
from adapters.confinement.walls import raise_walls


def main() -> None:
    reply = os.dup(sys.stdout.fileno())
    # Whatever a library prints must not reach the answer.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with open(sys.stdin.fileno(), "rb") as question, open(reply, "wb") as answer:  # noqa: PTH123 - descriptors, not paths
        answer.write(_answer_to(question.read()))


def _answer_to(request: bytes) -> bytes:
    question = unframed(request)
    raise_walls(Limits(**cast("dict[str, int]", question.facts["limits"])))
    task = _task(str(question.facts["task"]))
    try:
        answer = task(Answer(cast("dict[str, Json]", question.facts["facts"]), question.body))
        return framed({"outcome": "done", "facts": answer.facts}, answer.body)
    except MemoryError:
        return framed({"outcome": FailureCode.MEMORY}, b"")


def _task(name: str) -> Callable[[Answer], Answer]:
    module, _, function = name.partition(":")
    return cast("Callable[[Answer], Answer]", getattr(importlib.import_module(module), function))
