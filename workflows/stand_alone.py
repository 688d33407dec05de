"""The verifier that needs nothing of ours, as it is handed out (issue 6, points 6 and 8)."""

from collections.abc import Iterator
from pathlib import Path

from workflows.verifying import Anchors

FOLDER = Path(__file__).resolve().parents[1] / "verifier"
PROGRAM = "warifu_verifier.py"
"""What is run; the other files are its parts."""
HOW_TO, ROOTS = "README.txt", "roots.pem"


def verifier_files() -> Iterator[tuple[str, bytes]]:
    """Yield each file of the program by its name."""
    for source in sorted(FOLDER.glob("*.py")):
        yield source.name, source.read_bytes()


def verifier_with_roots(anchors: Anchors) -> Iterator[tuple[str, bytes]]:
    """Yield what a counterparty needs besides its own files."""
    yield from verifier_files()
    yield HOW_TO, (FOLDER / HOW_TO).read_bytes()
    yield ROOTS, b"\n".join([*anchors.signers, *anchors.timestamps])
