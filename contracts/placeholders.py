"""差し込み: `{{氏名}}` in a template's texts, from a short list and never as code (domain.md MK-50, T32)."""

import re
from collections.abc import Mapping

from contracts.languages import SOURCE

NAMES = ("会社名", "氏名", "自社名", "担当者", "年", "月", "日", "件名")
"""会社名 and 氏名 are of the first party outside, 件名 is typed when the template is used."""

ENGLISH = ("company", "name", "our_company", "owner", "year", "month", "day", "subject")
"""The same under English names."""

TYPED = "件名"
_MEANT = {**dict(zip(ENGLISH, NAMES, strict=True)), **{name: name for name in NAMES}}
_PLACEHOLDER = re.compile(r"\{\{\s*([^{}]{1,40}?)\s*\}\}")


def filled(text: str, values: Mapping[str, str]) -> str:
    """Put the values in, once: a value that looks like a placeholder itself stays as it is."""
    return _PLACEHOLDER.sub(
        lambda found: values.get(_MEANT[found[1]], "") if found[1] in _MEANT else found[0], text
    ).strip()


def used_in(*texts: str) -> frozenset[str]:
    """Return every name between double braces, known or not; an English one as what it means."""
    return frozenset(_MEANT.get(name, name) for text in texts for name in _PLACEHOLDER.findall(text))


def names_in(language: str) -> tuple[str, ...]:
    """Return the names as they are offered to somebody who reads this language."""
    return NAMES if language == SOURCE else ENGLISH


def unknown_in(*texts: str) -> tuple[str, ...]:
    return tuple(sorted(used_in(*texts) - set(NAMES)))
