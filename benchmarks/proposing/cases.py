"""One contract of the evaluation set, and the sets: what the rules were tuned on and what was held out."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Case:
    """`expected` is what a person reads, by item; an item that is not in it must not be proposed."""

    name: str
    own: tuple[str, ...]
    pages: tuple[str, ...]
    expected: Mapping[str, str]


def by_hand(name: str) -> list[Case]:
    told = tomllib.loads((HERE / name).read_text())["contract"]
    return [Case(one["name"], tuple(one["own"]), (one["text"],), one["expected"]) for one in told]
