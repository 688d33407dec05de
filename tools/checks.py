"""Every static check, told in one order: `python -m tools.checks`; names the ones that fail.

The types take longer than all others together, and one core: the others use another meanwhile.
"""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

BIN = Path(sys.executable).parent
PACKAGES = [
    "contracts",
    "database",
    "adapters",
    "activities",
    "workflows",
    "webapp",
    "cli",
    "search",
    "tools",
    "benchmarks",
]
CHECKS = {
    "types": ["mypy", *PACKAGES, "tests"],
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "floors": ["lint-imports"],
    "purity": ["lint-imports", "--config", "purity.importlinter"],
    "dependencies": ["deptry", "."],
    "dead code": ["vulture"],
    "templates": ["djlint", "templates", "--lint", "--quiet"],
    "texts": ["python", "-m", "tools.catalogue", "check"],
}
AT_ONCE = 2


def main() -> int:
    failed = []
    with ThreadPoolExecutor(AT_ONCE) as lanes:
        for name, done in zip(CHECKS, lanes.map(_checked, CHECKS.values()), strict=True):
            print(f"== {name}\n{done.stdout}", end="", flush=True)
            if done.returncode:
                failed.append(name)
    print("static checks: " + (f"failed: {', '.join(failed)}" if failed else "all passed"))
    return 1 if failed else 0


def _checked(command: list[str]) -> "subprocess.CompletedProcess[str]":
    program, *arguments = command
    return subprocess.run(
        [BIN / program, *arguments],
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


if __name__ == "__main__":
    sys.exit(main())
