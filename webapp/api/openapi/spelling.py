"""The parts that schemas of requests are made of."""

from typing import Any

Schema = dict[str, Any]

MOST_ROWS = 20
HIGHEST_ORDER = 999
HIGHEST_AMOUNT = 999_999_999_999_999
ID: Schema = {"type": "string", "format": "uuid"}


def words(longest: int, description: str, shortest: int = 0) -> Schema:
    return {"type": "string", "minLength": shortest, "maxLength": longest, "description": description}


def day(description: str) -> Schema:
    return {"type": "string", "format": "date", "description": description}


def yes_or_no(description: str) -> Schema:
    return {"type": "boolean", "default": False, "description": description}
