"""Hypothesis values for dataclasses made of the types that may cross the wire, and of no others."""

from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.sampled_from(["", "𠮷野家", "髙﨑", "\x00\x1f\x7f\u2028", 'a"b\\c', "👩‍👩‍👧", "か\u3099", "�"]),
)
VALUES: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    bool: st.booleans(),
    int: st.integers(-(2**53), 2**53),
}


class WireTypeRefused(Exception):
    """A field whose type the default converter may decode to something else."""


def values_of(kind: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 -- a type form: list[X] is no type[X]
    """Return values of a wire type.

    Raises WireTypeRefused for unions, dictionaries, dates and whatever else loses something on the wire.
    """
    if kind in VALUES:
        return VALUES[kind]
    if get_origin(kind) is list:
        return st.lists(values_of(get_args(kind)[0]), max_size=3)
    if not isinstance(kind, type) or not is_dataclass(kind):
        raise WireTypeRefused(kind)
    hints = get_type_hints(kind)
    return st.builds(kind, **{each.name: values_of(hints[each.name]) for each in fields(kind)})
