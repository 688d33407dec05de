"""Each refusal has a code of its own, by which its sentence is found."""

import importlib
import pkgutil
import re
from collections import Counter

import contracts
from contracts.refusals import Refused


def all_refusals() -> list[type[Refused]]:
    for module in pkgutil.iter_modules(contracts.__path__):
        importlib.import_module(f"contracts.{module.name}")
    found: list[type[Refused]] = []
    waiting = Refused.__subclasses__()
    while waiting:
        kind = waiting.pop()
        found.append(kind)
        waiting.extend(kind.__subclasses__())
    return found


def test_every_refusal_has_its_own_code() -> None:
    codes = Counter([Refused.code, *(kind.code for kind in all_refusals())])
    assert [code for code, times in codes.items() if times > 1] == []
    assert all("code" in vars(kind) for kind in all_refusals())


def test_a_code_is_a_name_and_no_sentence() -> None:
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", kind.code) for kind in all_refusals())
