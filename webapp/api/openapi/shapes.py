"""The parts that schemas of answers are made of."""

from typing import Any

from contracts.stage import Stage

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
YES_OR_NO: Schema = {"type": "boolean"}
ID: Schema = {"type": "string", "format": "uuid"}
DIGEST: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "SHA-256"}
INSTANT: Schema = {"type": "string", "format": "date-time", "description": "日本時間（+09:00）"}
STAGE: Schema = {"enum": [stage.value for stage in Stage]}


def maybe(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def record(properties: dict[str, Schema], *, optional: tuple[str, ...] = ()) -> Schema:
    required = [name for name in properties if name not in optional]
    return {
        "type": "object",
        "required": required,
        "properties": properties,
        "additionalProperties": False,
    }


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


DAY: Schema = maybe({"type": "string", "format": "date"})
