"""タグ as people type them: separated by commas or spaces of any width."""

import re

from contracts.finding.folding import folded

MOST_TAGS, LONGEST_TAG = 20, 30
_BETWEEN = re.compile(r"[\s,、，]+")


def tag_key(name: str) -> str:
    """Return the spelling under which a tag is one: width, case and old forms do not count."""
    return folded(name)[:100]


def tags_typed(typed: str) -> tuple[str, ...]:
    """Return the tags in the order typed, each spelling once."""
    words = [word for word in _BETWEEN.split(typed.strip()) if word]
    return tuple({tag_key(word): word for word in reversed(words)}.values())[::-1]
