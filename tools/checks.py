"""Every static check, in one order: `python -m tools.checks`; names the ones that fail."""

import subprocess
import sys
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
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["mypy", *PACKAGES, "tests"],
    "floors": ["lint-imports"],
    "purity": ["lint-imports", "--config", "purity.importlinter"],
    "dependencies": ["deptry", "."],
    "dead code": ["vulture"],
    "templates": ["djlint", "templates", "--lint", "--quiet"],
    "texts": ["python", "-m", "tools.catalogue", "check"],
}


def main() -> int:
    failed = []
    for name, (program, *arguments) in CHECKS.items():
        print(f"== {name}", flush=True)
        if subprocess.run([BIN / program, *arguments], check=False).returncode:
            failed.append(name)
    print("static checks: " + (f"failed: {', '.join(failed)}" if failed else "all passed"))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
