"""The explanation for a court as a PDF; its words are templates/evidence, its facts are handed in."""

from collections.abc import Mapping
from pathlib import Path

from adapters import booklets
from adapters.certificates.sheets import templates_in

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "evidence"


def explanation(facts: Mapping[str, object]) -> bytes:
    """Return the A4 pages; equal facts give equal bytes. Raises ConfinedTaskFailed."""
    html = templates_in(FOLDER).get_template("explanation.html").render(facts)
    return booklets.render(html, (FOLDER / "explanation.css").read_text("utf-8"), {})
