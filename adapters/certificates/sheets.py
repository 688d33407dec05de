"""How every paper that goes to a court is set: a missing fact raises, a fact is never markup."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from adapters.certificates import words
from adapters.certificates.glyphs import unmarked


def templates_in(folder: Path) -> Environment:
    """Return the templates of `folder` with the words that certificate and explanation share."""
    environment = Environment(
        loader=FileSystemLoader(folder),
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
