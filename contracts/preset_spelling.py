"""A TypePreset as the text that is kept: canonical JSON; what it lacks is at its default."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any, TypeVar

from contracts.event_table import canonical
from contracts.type_preset import Block, CustomField, PresetDocument, TypePreset

Part = TypeVar("Part", Block, CustomField, PresetDocument, TypePreset)


def spelled_preset(preset: TypePreset) -> str:
    return canonical(asdict(preset))


def preset_from(stored: str) -> TypePreset:
    """Return what a stored text means; an empty one is a type that sets nothing."""
    facts = json.loads(stored) if stored else {}
    facts["parties"] = tuple(_block(one) for one in facts.get("parties", ()))
    facts["custom_fields"] = tuple(_part(CustomField, one) for one in facts.get("custom_fields", ()))
    return _part(TypePreset, facts)


def _block(facts: dict[str, Any]) -> Block:
    documents = tuple(_part(PresetDocument, one) for one in facts.get("documents", ()))
    return _part(Block, {**facts, "documents": documents})


def _part(kind: type[Part], facts: Mapping[str, Any]) -> Part:
    """A fact of another release is left out; lists come back as tuples."""
    known = {each.name for each in fields(kind)}
    values: dict[str, Any] = {name: value for name, value in facts.items() if name in known}
    return kind(**{name: _frozen(value) for name, value in values.items()})


def _frozen(value: Any) -> Any:  # noqa: ANN401 -- whatever JSON holds
    return tuple(value) if isinstance(value, list) else value
