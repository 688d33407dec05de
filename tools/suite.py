"""Run the tests: most on two cores at once, and beside them whole systems, then simulated time.

What runs beside is told when it is over; each part tells how long it took.

`python -m tools.suite [--database sqlite|postgresql] [--only-database] [pytest's own words]`: with PostgreSQL
one server is started for all of them; --only-database leaves out the tests whose every SQL statement another
runs too, as the last whole run on SQLite recorded it (tools/statements.py), and of the whole systems all but
the ones that try the record hardest.

Simulated time has a process per file: its server can hang for reasons of its own (facts: sdk-java #3088), so
such a file gets 120 s for its first test and 30 s for each other, and one more run, said aloud, when it times
out; a failure is never run again.
"""

import argparse
import compileall
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path

from tools.postgresql import NoPostgresql, server
from tools.statements import FOLDER, LEFT_OUT, choose

SIMULATED = "tests/simulated"
WHOLE_SYSTEMS = ("tests/journeys", "tests/demo", "tests/benchmarks")
"""Each starts every process of the product, which mostly wait: for clocks, for mails, for one another."""
HARDEST = ("tests/journeys/test_faults.py", "tests/journeys/test_going_on.py")
ON_TWO_CORES = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
"""In the order of the folders: by default files with few tests come last, and looks take the longest."""
RECORD = Path("build/statements")
ELSEWHERE = Path("build/said_elsewhere.json")
PRODUCT = ("contracts", "database", "adapters", "search", "activities", "workflows", "webapp", "cli")
UNKEPT = "PYTHONDONTWRITEBYTECODE"
"""With it each of hundreds of processes compiles the product anew."""
PATIENCE_SECONDS = 120
PATIENCE_FOR_ANOTHER_SECONDS = 30
NO_TESTS = 5
MEMORY = Path("/dev/shm")  # noqa: S108 -- what is made there is a folder of this run's own
ROOM_BYTES = 8 << 30


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.suite", description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--only-database", action="store_true")
    given, words = parser.parse_known_args(arguments)
    together, alone, recording = words, (*WHOLE_SYSTEMS, *words), {}
    if given.only_database:
        together = [*words, *(f"--ignore={file}" for file in choose(RECORD, ELSEWHERE))]
        alone, recording = (*HARDEST, *words), {LEFT_OUT: str(ELSEWHERE.absolute())}
    elif given.database == "sqlite" and not words:
        shutil.rmtree(RECORD, ignore_errors=True)
        recording = {FOLDER: str(RECORD.absolute())}
    for package in PRODUCT:  # confined children read what is compiled and write nothing
        compileall.compile_dir(package, quiet=1)
    try:
        with (
            server() if given.database == "postgresql" else nullcontext("") as address,
            in_memory() as temporary,
        ):
            environment = environment_of(given.database, address, temporary)
            return run(together, alone, {**environment, **recording})
    except NoPostgresql as reason:
        print(reason, file=sys.stderr)
        return 1


def environment_of(database: str, address: str, temporary: str) -> dict[str, str]:
    chosen = {
        "WARIFU_TEST_DATABASE": database,
        "WARIFU_TEST_POSTGRES_URL": address,
        "TMPDIR": temporary,
    }
    given = os.environ  # noqa: TID251 -- handed on to pytest
    kept = {name: value for name, value in given.items() if name != UNKEPT}
    return {**kept, **{name: value for name, value in chosen.items() if value}}


@contextmanager
def in_memory() -> Iterator[str]:
    """Yield a folder for what tests write: in memory, where there is room enough."""
    has_room = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ROOM_BYTES
    where = MEMORY if has_room else None
    with tempfile.TemporaryDirectory(prefix="warifu-", dir=where, ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)  # PostgreSQL runs under an account of its own
        yield folder


def run(together: Sequence[str], alone: Sequence[str], environment: Mapping[str, str]) -> int:
    left_out = [f"--ignore={folder}" for folder in (SIMULATED, *WHOLE_SYSTEMS)]
    most = ("tests", "-p", "tools.statements", *ON_TWO_CORES, *left_out, *together)
    with ThreadPoolExecutor(1) as beside:
        others = beside.submit(apart_failed, alone, environment)
        with timed("most tests"):
            failed = pytest_failed(*most, environment=in_a_folder_of_its_own(environment))
        return 1 if others.result() or failed else 0


def in_a_folder_of_its_own(environment: Mapping[str, str]) -> dict[str, str]:
    """Some tests look for what is left in the temporary folder, where whole systems pass files meanwhile.

    It is inside of theirs: one of their tests looks through shared memory, but for what is of tests.
    """
    folder = Path(environment["TMPDIR"]) / "most"
    folder.mkdir(mode=0o711)
    return {**environment, "TMPDIR": str(folder)}


def apart_failed(alone: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Run whole systems, telling what they say when they are done, then simulated time."""
    said = Path(environment["TMPDIR"]) / "whole_systems.txt"
    with timed("whole systems"):
        failed = pytest_failed(*alone, environment=environment, said=said)
        print(said.read_text(encoding="utf-8", errors="replace"), flush=True)
    with timed("simulated time"):
        files = simulated_files(environment)
        apart = [name for name, tests in files if not passes_alone(name, tests, environment)]
    for name in apart:
        print(f"FAILED {name}", flush=True)
    return failed or bool(apart)


@contextmanager
def timed(part: str) -> Iterator[None]:
    """Say how long a part took, so that growth is seen before the limit of CI."""
    begun = time.monotonic()
    yield
    print(f"-- {part}: {time.monotonic() - begun:.0f} s", flush=True)


def pytest_failed(*arguments: str, environment: Mapping[str, str], said: Path | None = None) -> bool:
    """Run pytest; what it says goes to the file, which no process that it leaves behind can hold up."""
    command = [sys.executable, "-m", "pytest", "-q", *arguments]
    with said.open("wb") if said else nullcontext() as out:
        done = subprocess.run(command, env=environment, check=False, stdout=out, stderr=out)
    return done.returncode not in {0, NO_TESTS}


def simulated_files(environment: Mapping[str, str]) -> list[tuple[str, int]]:
    """Return each file and its number of tests, the largest first; the folder where no file is told."""
    listed = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-q", SIMULATED],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode not in {0, NO_TESTS}:
        print(listed.stdout, listed.stderr, sep="\n")
        return [(SIMULATED, 1)]
    counted = (line.rpartition(": ") for line in listed.stdout.splitlines() if ".py: " in line)
    files = Counter({name: int(count) for name, _, count in counted})
    return files.most_common() or [(SIMULATED, 1)]


def passes_alone(name: str, tests: int, environment: Mapping[str, str]) -> bool:
    """The process is given up, not the test in it: of a hang in the server's library pytest may not hear."""
    patience = PATIENCE_SECONDS + (tests - 1) * PATIENCE_FOR_ANOTHER_SECONDS
    for attempt in ("", " (second run after a timeout)"):
        try:
            done = subprocess.run(
                [sys.executable, "-m", "pytest", "-q", "--timeout", "0", name],
                env=environment,
                timeout=patience,
                check=False,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
        except subprocess.TimeoutExpired:
            print(f"-- {name}{attempt}: no answer within {patience} s", flush=True)
            continue
        print(f"-- {name}{attempt}\n{done.stdout}", flush=True)
        return done.returncode == 0
    return False


if __name__ == "__main__":
    sys.exit(main())
