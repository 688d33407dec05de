"""Which test files run which SQL, and which of them PostgreSQL need not see again.

    python -m pytest -p tools.statements … tests        records, when WARIFU_STATEMENTS names a folder
    python -m tools.statements FOLDER                   chooses, and writes tests/said_elsewhere.txt

Choosing is the greedy answer to weighted set cover: as long as a statement is said by no chosen file, the
file with the most new statements a second joins. The rest say nothing that PostgreSQL was not asked already;
a file that nobody recorded is always run.
"""

import json
import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from hashlib import sha256
from pathlib import Path

import pytest
import sqlalchemy

FOLDER = os.environ.get("WARIFU_STATEMENTS", "")  # noqa: TID251 -- a tool's own, never the product's
SAID_ELSEWHERE = Path("tests/said_elsewhere.txt")
ALWAYS = ("tests/database/", "tests/journeys/", "tests/simulated/")
"""What tries the database itself, and whole systems, whose statements other processes run."""
LOOKS = ("*test_looks.py", "*browser.py", "*on_a_phone.py", "*languages/test_pages.py", "*test_layout.py")
"""How pages and papers look and speak: the same rows give the same ones on either database."""

MANY_VALUES = re.compile(r"\(\s*\?(?:\s*,\s*\?)+\s*\)")
HEADING = """\
# Files that run no SQL, or none that another test file does not run too, and those of looks: CI's pass on
# PostgreSQL leaves them out. Made by `python -m tools.statements`; `make test-postgres` runs them all.
"""


@dataclass
class Recorded:
    statements: set[str] = field(default_factory=set)
    seconds: float = 0.0


_recorded: dict[str, Recorded] = defaultdict(Recorded)
_at = [""]


def pytest_configure() -> None:
    if FOLDER:
        sqlalchemy.event.listen(sqlalchemy.Engine, "before_cursor_execute", _said)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    _recorded[_file_of(report.nodeid)].seconds += report.duration


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    _at[0] = _file_of(item.nodeid)


def pytest_sessionfinish() -> None:
    if not FOLDER:
        return
    kept = {name: [one.seconds, sorted(one.statements)] for name, one in _recorded.items()}
    Path(FOLDER).mkdir(parents=True, exist_ok=True)
    (Path(FOLDER) / f"{os.getpid()}.json").write_text(json.dumps(kept), encoding="utf-8")


def _said(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
    shape = MANY_VALUES.sub("(…)", statement)
    _recorded[_at[0]].statements.add(sha256(shape.encode()).hexdigest()[:16])


def _file_of(nodeid: str) -> str:
    return nodeid.partition("::")[0]


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
    chosen = {name for name in recorded if name.startswith(ALWAYS)}
    said = {statement for name in chosen for statement in recorded[name].statements}
    asked = {name: one for name, one in recorded.items() if not any(fnmatch(name, looks) for looks in LOOKS)}
    while left := {name: new for name, one in asked.items() if (new := one.statements - said)}:
        best = max(left, key=lambda name: len(left[name]) / max(recorded[name].seconds, 0.1))
        chosen.add(best)
        said |= left[best]
    return chosen


def said_elsewhere() -> list[str]:
    lines = SAID_ELSEWHERE.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def main(folder: str) -> int:
    recorded = read(Path(folder).glob("*.json"))
    chosen = covering(recorded)
    elsewhere = sorted(set(recorded) - chosen)
    SAID_ELSEWHERE.write_text(HEADING + "".join(f"{name}\n" for name in elsewhere), encoding="utf-8")
    kept, whole = (sum(recorded[name].seconds for name in names) for names in (chosen, recorded))
    print(f"{len(chosen)} of {len(recorded)} files, {kept:.0f} of {whole:.0f} s of tests")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
