"""Which tests run which SQL, and which of them PostgreSQL need not see again.

Under `-p tools.statements` a run records every test's statements into the folder that WARIFU_STATEMENTS
names, or leaves out the tests in the file that WARIFU_LEFT_OUT names.

Choosing is the greedy answer to weighted set cover: as long as a statement is said by no chosen test, the
test with the most new statements a second joins. The rest say nothing that PostgreSQL was not asked already;
a test that nobody recorded is always run.
"""

import heapq
import json
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import pytest
import sqlalchemy

_ENVIRONMENT = os.environ  # noqa: TID251 -- a tool's own, never the product's
FOLDER, LEFT_OUT = "WARIFU_STATEMENTS", "WARIFU_LEFT_OUT"
ALWAYS = ("tests/database/", "tests/searching/", "tests/lists/", "tests/journeys/", "tests/simulated/")
"""What tries the database with values of every kind, and whole systems, whose own processes run the SQL."""
LOOKS = ("*_looks.py", "*browser.py", "*on_a_phone.py", "*languages/test_pages.py", "*test_layout.py")
"""How pages and papers look and speak: the same rows give the same ones on either database."""
OF_THEIR_OWN = ("tests/database/", "tests/anchoring/", "tests/searching/")
"""Where a test's parameter names its database: one that names PostgreSQL was there in the pass on SQLite."""

MANY_VALUES = re.compile(r"\(\s*\?(?:\s*,\s*\?)+\s*\)|(?<=IN )\(\?\)")
SHORTEST_SECONDS = 0.05


@dataclass
class Recorded:
    statements: set[str] = field(default_factory=set)
    seconds: float = 0.0


_recorded: dict[str, Recorded] = defaultdict(Recorded)
_at = [""]


def pytest_configure() -> None:
    if FOLDER in _ENVIRONMENT:
        sqlalchemy.event.listen(sqlalchemy.Engine, "before_cursor_execute", _said)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if LEFT_OUT not in _ENVIRONMENT:
        return
    left_out = set(json.loads(Path(_ENVIRONMENT[LEFT_OUT]).read_text(encoding="utf-8")))
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid in left_out])
    items[:] = [item for item in items if item.nodeid not in left_out]


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    _recorded[report.nodeid].seconds += report.duration


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    _at[0] = item.nodeid


def pytest_sessionfinish() -> None:
    if FOLDER not in _ENVIRONMENT:
        return
    kept = {name: [one.seconds, sorted(one.statements)] for name, one in _recorded.items()}
    folder = Path(_ENVIRONMENT[FOLDER])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{os.getpid()}.json").write_text(json.dumps(kept), encoding="utf-8")


def _said(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
    _recorded[_at[0]].statements.add(_mark(statement))


@lru_cache(maxsize=20_000)
def _mark(statement: str) -> str:
    shape = MANY_VALUES.sub("(…)", statement)
    return sha256(shape.encode()).hexdigest()[:16]


def read(files: Iterable[Path]) -> dict[str, Recorded]:
    """The controller of xdist hears each report as its worker did: the longer of the two is the time."""
    merged: dict[str, Recorded] = defaultdict(Recorded)
    for path in files:
        for name, (seconds, statements) in json.loads(path.read_text(encoding="utf-8")).items():
            merged[name].seconds = max(merged[name].seconds, seconds)
            merged[name].statements.update(statements)
    merged.pop("", None)
    return merged


def covering(recorded: Mapping[str, Recorded]) -> set[str]:
    done = {name for name in recorded if _was_on_postgresql(name, recorded)}
    asked = {name: one for name, one in recorded.items() if name not in done and not _is_a_look(name)}
    chosen = {name for name in asked if name.startswith(ALWAYS)}
    said = {statement for name in chosen | done for statement in recorded[name].statements}
    chosen.update(_joining({name: one for name, one in asked.items() if name not in chosen}, said))
    return chosen


def _was_on_postgresql(name: str, recorded: Mapping[str, Recorded]) -> bool:
    """Tell whether it, or its twin, has run there: where no server was to be had, it said nothing."""
    words = re.split(r"([\[\]-])", name)
    if not name.startswith(OF_THEIR_OWN) or not {"sqlite", "postgresql", "postgres"} & set(words):
        return False
    there = "".join("postgresql" if word == "sqlite" else word for word in words)
    return there in recorded and bool(recorded[there].statements)


def _joining(asked: Mapping[str, Recorded], said: set[str]) -> Iterator[str]:
    """What a test adds only gets less while others join: one that adds what it promised is the best."""
    promised = [(-_worth(one, said), name) for name, one in asked.items()]
    heapq.heapify(promised)
    while promised:
        promise, name = heapq.heappop(promised)
        worth = _worth(asked[name], said)
        if worth == -promise and worth:
            said |= asked[name].statements
            yield name
        elif worth:
            heapq.heappush(promised, (-worth, name))


def _worth(one: Recorded, said: set[str]) -> float:
    return len(one.statements - said) / max(one.seconds, SHORTEST_SECONDS)


def _is_a_look(name: str) -> bool:
    file = name.partition("::")[0]
    return any(fnmatch(file, looks) for looks in LOOKS)


def choose(folder: Path, written: Path) -> list[str]:
    """Write what may be left out of all that `folder` recorded; return the files that have nothing left."""
    recorded = read(folder.glob("*.json"))
    chosen = covering(recorded)
    kept, whole = (sum(recorded[name].seconds for name in names) for names in (chosen, recorded))
    print(f"{len(chosen)} of {len(recorded)} tests say all the SQL: {kept:.0f} of {whole:.0f} s", flush=True)
    written.write_text(json.dumps(sorted(set(recorded) - chosen)), encoding="utf-8")
    files = {name.partition("::")[0] for name in recorded}
    return sorted(files - {name.partition("::")[0] for name in chosen})
