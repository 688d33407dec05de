"""Filters of what is typed into forms."""


def unix_lines(typed: str | None) -> str:
    """Return the text without margins, its lines ended as they are kept."""
    return (typed or "").replace("\r\n", "\n").strip()


def one_line(typed: str | None) -> str:
    """Return the words with one space between them."""
    return " ".join((typed or "").split())
