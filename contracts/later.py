"""Fields that a later release gave an event: at their default they are not spelled (decision 020, 023)."""

from dataclasses import Field, fields
from types import MappingProxyType
from typing import Any

LATER = MappingProxyType({"later": True})
"""The metadata of such a field: its default must mean what the rules did before there was the field."""


def spelled(value: object) -> dict[str, object]:
    """Return the facts of a dataclass, as deep as it goes, without later fields that say nothing new."""
    told = ((each, getattr(value, each.name)) for each in fields(value))  # type: ignore[arg-type]  # a dataclass
    return {each.name: _plain(item) for each, item in told if not _says_nothing(each, item)}


def _says_nothing(each: Field[Any], item: object) -> bool:
    if not each.metadata.get("later"):
        return False
    return item == [] if callable(each.default_factory) else item == each.default


def _plain(item: object) -> object:
    if isinstance(item, list):
        return [_plain(one) for one in item]
    return spelled(item) if hasattr(item, "__dataclass_fields__") else item
