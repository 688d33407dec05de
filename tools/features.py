"""Which test shows which item of domain.md and threats.md: `python -m tools.features`.

Prints the items shown, the items uncovered and the markers that break a rule; writes build/features.json.
Where the notes are not at hand, the items come from the list of ids that `--write-items` keeps.
"""

import argparse
import contextlib
import io
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NOTES = ROOT.parent / "shared"
KEPT = ROOT / "tests" / "features" / "items.txt"
APART = ROOT / "tests" / "features" / "apart.txt"
"""Items that no test of a program can show, or that a decision has settled otherwise: an id and why."""
RESULT = ROOT / "build" / "features.json"
MOST_ITEMS = 3
"""A test that claims more shows none of them well."""
ROWS = {
    "domain.md": re.compile(r"^\| ([A-Z]{2}-\d{2,3}) \|", re.MULTILINE),
    "threats.md": re.compile(r"^(T\d{2}) \|", re.MULTILINE),
}


class CannotCollect(Exception):
    """pytest could not collect the tests; its own words say why."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """`claims` has every test with a marker; `items` what the notes ask for, in their order."""

    items: Sequence[str]
    claims: Mapping[str, Sequence[str]]
    apart: Mapping[str, str] = field(default_factory=dict)

    def shown(self) -> dict[str, list[str]]:
        """Return the known items that some test shows, with their tests, both sorted."""
        tests = defaultdict(list)
        for test, claimed in self.claims.items():
            for item in claimed:
                tests[item].append(test)
        return {item: sorted(tests[item]) for item in sorted(tests.keys() & set(self.items))}

    def uncovered(self) -> dict[str, list[str]]:
        """Return, by group, the items that no test shows."""
        shown = self.shown()
        left = sorted(item for item in self.items if item not in shown and item not in self.apart)
        return {group: list(items) for group, items in groupby(left, group_of)}

    def unknown(self) -> dict[str, list[str]]:
        """Return the tests whose markers name no known item, with those names."""
        known = set(self.items)
        odd = {test: [item for item in claimed if item not in known] for test, claimed in self.claims.items()}
        return {test: items for test, items in sorted(odd.items()) if items}

    def overloaded(self) -> dict[str, int]:
        counts = {test: len(claimed) for test, claimed in self.claims.items()}
        return {test: count for test, count in sorted(counts.items()) if count > MOST_ITEMS}

    @property
    def is_honest(self) -> bool:
        return not self.unknown() and not self.overloaded()


@dataclass
class Collector:
    """The pytest plug-in: reads the markers of what was collected; a parametrised test is one test."""

    claims: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def pytest_collection_modifyitems(self, items: Sequence[pytest.Item]) -> None:
        for item in items:
            test = item.nodeid.split("[", 1)[0]
            claimed = [str(word) for marker in item.iter_markers("shows") for word in marker.args]
            self.claims[test] += [word for word in claimed if word not in self.claims[test]]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.features", description=__doc__)
    parser.add_argument("--write-items", action="store_true", help="keep the ids of the notes in the list")
    parser.add_argument("paths", nargs="*", default=["tests"])
    given = parser.parse_args(arguments)
    if given.write_items:
        KEPT.write_text("\n".join(read_items(NOTES)) + "\n", "utf-8")
    try:
        coverage = Coverage(read_items(NOTES), claims_of(given.paths), read_apart(APART))
    except CannotCollect as fault:
        print(fault, file=sys.stderr)
        return 2
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(coverage.shown(), indent=1) + "\n", "utf-8")
    print("\n".join(report(coverage)))
    return 0 if coverage.is_honest else 1


def read_items(notes: Path) -> list[str]:
    """Return the ids of the notes in their order, or the kept list where there are no notes."""
    if not all((notes / name).is_file() for name in ROWS):
        return KEPT.read_text("utf-8").split()
    return [item for name, row in ROWS.items() for item in row.findall((notes / name).read_text("utf-8"))]


def read_apart(file: Path) -> dict[str, str]:
    """Return why each item of the list stands apart, in its order."""
    return dict(line.split(maxsplit=1) for line in file.read_text("utf-8").splitlines())


def claims_of(paths: Sequence[str]) -> dict[str, list[str]]:
    """Return the tests with markers; nothing is run. Raises CannotCollect."""
    collector, said = Collector(), io.StringIO()
    with contextlib.redirect_stdout(said):
        code = pytest.main(["--collect-only", "-q", "-p", "no:cacheprovider", *paths], plugins=[collector])
    if code is not pytest.ExitCode.OK:
        raise CannotCollect(said.getvalue())
    return {test: claimed for test, claimed in collector.claims.items() if claimed}


def group_of(item: str) -> str:
    return item.rstrip("0123456789").rstrip("-")


def report(coverage: Coverage) -> Iterable[str]:
    shown = coverage.shown()
    yield f"== shown: {len(shown)} of {len(coverage.items)} items by {len(coverage.claims)} tests"
    for item, tests in shown.items():
        yield "\n".join([f"{item:7}{tests[0]}", *(f"{'':7}{test}" for test in tests[1:])])
    yield "== uncovered"
    for group, items in coverage.uncovered().items():
        whole = sum(group_of(item) == group for item in coverage.items)
        yield f"{group:3}{len(items):4} of {whole:3}  {' '.join(items)}"
    yield f"== apart: {len(coverage.apart)}"
    yield from (f"{item:7}{why}" for item, why in coverage.apart.items())
    yield f"== more than {MOST_ITEMS} items: {len(coverage.overloaded())}"
    yield from (f"{test}  ({count})" for test, count in coverage.overloaded().items())
    yield f"== no such item: {len(coverage.unknown())}"
    yield from (f"{test}  {' '.join(items)}" for test, items in coverage.unknown().items())


if __name__ == "__main__":
    sys.exit(main())
