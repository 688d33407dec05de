"""Run the tests: most on two cores at once, whole systems one after the other, simulated time one by one.

`python -m tools.suite [--database sqlite|postgresql] [--only-database] [pytest's own words]`: with PostgreSQL
one server is started for all of them; --only-database leaves out the files whose every SQL statement another
runs too (tools/statements.py), and of the whole systems all but the ones that try the record hardest.

The time-skipping server can hang for reasons of its own (facts: sdk-java #3088), so such a test gets 120 s,
and one more run, said aloud, when it times out; a failure is never run again.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import nullcontext

from tools.postgresql import NoPostgresql, server
from tools.statements import said_elsewhere

SIMULATED = "tests/simulated"
WHOLE_SYSTEMS = ("tests/journeys", "tests/demo", "tests/benchmarks")
"""Each starts every process of the product: side by side they would only take each other's time."""
HARDEST = ("tests/journeys/test_faults.py", "tests/journeys/test_going_on.py")
ON_TWO_CORES = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
"""In the order of the folders: by default files with few tests come last, and looks take the longest."""
PATIENCE_SECONDS = 120
NO_TESTS = 5


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.suite", description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--only-database", action="store_true")
    given, words = parser.parse_known_args(arguments)
    together, alone = words, (*WHOLE_SYSTEMS, *words)
    if given.only_database:
        together = [*words, *(f"--ignore={file}" for file in said_elsewhere())]
        alone = (*HARDEST, *words)
    try:
        with server() if given.database == "postgresql" else nullcontext("") as address:
            return run(together, alone, environment(given.database, address))
    except NoPostgresql as reason:
        print(reason, file=sys.stderr)
        return 1


def environment(database: str, address: str) -> dict[str, str]:
    chosen = {"WARIFU_TEST_DATABASE": database, "WARIFU_TEST_POSTGRES_URL": address}
    given = os.environ  # noqa: TID251 -- handed on to pytest
    return {**given, **{name: value for name, value in chosen.items() if value}}


def run(together: Sequence[str], alone: Sequence[str], environment: Mapping[str, str]) -> int:
    left_out = [f"--ignore={folder}" for folder in (SIMULATED, *WHOLE_SYSTEMS)]
    failed = pytest_failed("tests", *ON_TWO_CORES, *left_out, *together, environment=environment)
    failed = pytest_failed(*alone, environment=environment) or failed
    apart = [name for name in simulated_tests() if not passes_alone(name, environment)]
    for name in apart:
        print(f"FAILED {name}", flush=True)
    return 1 if failed or apart else 0


def pytest_failed(*arguments: str, environment: Mapping[str, str]) -> bool:
    command = [sys.executable, "-m", "pytest", "-q", *arguments]
    return subprocess.run(command, env=environment, check=False).returncode not in {0, NO_TESTS}


def simulated_tests() -> list[str]:
    listed = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", SIMULATED],
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode not in {0, NO_TESTS}:
        print(listed.stdout, listed.stderr, sep="\n")
        return [SIMULATED]
    return [line for line in listed.stdout.splitlines() if "::" in line]


def passes_alone(name: str, environment: Mapping[str, str]) -> bool:
    for attempt in ("", " (second run after a timeout)"):
        print(f"-- {name}{attempt}", flush=True)
        try:
            code = subprocess.run(
                [sys.executable, "-m", "pytest", "-q", name],
                env=environment,
                timeout=PATIENCE_SECONDS,
                check=False,
            ).returncode
        except subprocess.TimeoutExpired:
            print(f"-- {name}: no answer within {PATIENCE_SECONDS} s", flush=True)
            continue
        return code == 0
    return False


if __name__ == "__main__":
    sys.exit(main())
