"""Run the tests: simulated time in a process of its own per test, everything else together.

The time-skipping server can hang for reasons of its own (facts: sdk-java #3088), so such a test gets 120 s,
and one more run, said aloud, when it times out; a failure is never run again.
"""

import subprocess
import sys

SIMULATED = "tests/simulated"
PATIENCE_SECONDS = 120
NO_TESTS = 5


def main() -> int:
    together = pytest_code("tests", "--ignore", SIMULATED, *sys.argv[1:])
    apart = [name for name in simulated_tests() if not passes_alone(name)]
    for name in apart:
        print(f"FAILED {name}", flush=True)
    return 1 if together or apart else 0


def pytest_code(*arguments: str) -> int:
    return subprocess.run([sys.executable, "-m", "pytest", "-q", *arguments], check=False).returncode


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


def passes_alone(name: str) -> bool:
    for attempt in ("", " (second run after a timeout)"):
        print(f"-- {name}{attempt}", flush=True)
        try:
            code = subprocess.run(
                [sys.executable, "-m", "pytest", "-q", name], timeout=PATIENCE_SECONDS, check=False
            ).returncode
        except subprocess.TimeoutExpired:
            print(f"-- {name}: no answer within {PATIENCE_SECONDS} s", flush=True)
            continue
        return code == 0
    return False


if __name__ == "__main__":
    sys.exit(main())
