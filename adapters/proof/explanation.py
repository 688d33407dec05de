"""The explanation for a court as a PDF; its words are templates/evidence, its facts are handed in."""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from adapters import booklets
from adapters.certificates import words
from adapters.certificates.glyphs import unmarked

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "evidence"


def explanation(facts: Mapping[str, object]) -> bytes:
    """Return the A4 pages; equal facts give equal bytes. Raises ConfinedTaskFailed."""
    html = _environment().get_template("explanation.html").render(facts)
    return booklets.render(html, (FOLDER / "explanation.css").read_text("utf-8"), {})


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=unmarked,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        instant=words.instant,
        token_time=words.token_time,
        size=words.size,
        event=words.event,
        factors_at=words.factors_at,
        capacity=words.capacity,
    )
    return environment
