"""Put the `warifu` command into the virtual environment: `python -m tools.command`."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = """#!{python}
import sys
sys.path.insert(0, {root!r})
from cli.__main__ import main
sys.exit(main())
"""


def install() -> Path:
    place = Path(sys.executable).parent / "warifu"
    place.write_text(SCRIPT.format(python=sys.executable, root=str(ROOT)))
    place.chmod(0o755)
    return place


if __name__ == "__main__":
    print(install())
