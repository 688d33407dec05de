"""Objects of one revision as they stand in the file, and what they say without following references."""

from typing import Any

from pyhanko.pdf_utils import generic

Id = tuple[int, int]


def id_of(value: Any) -> Id | None:  # noqa: ANN401 - any PDF object may stand here
    return (value.idnum, value.generation) if isinstance(value, generic.IndirectObject) else None


def raw(dictionary: Any, key: str) -> Any:  # noqa: ANN401 - so here
    return dictionary.raw_get(key) if key in dictionary else None


def resolved(value: Any) -> Any:  # noqa: ANN401 - so here
    return value.get_object() if isinstance(value, generic.IndirectObject) else value  # type: ignore[no-untyped-call]  # pyHanko is partly untyped


def said(dictionary: Any, *, but: frozenset[str] = frozenset()) -> str:  # noqa: ANN401 - so here
    return repr(sorted((str(key), repr(raw(dictionary, key))) for key in dictionary if key not in but))
