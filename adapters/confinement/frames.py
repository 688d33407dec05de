"""One frame each way: magic, header length, JSON header, body; the header repeats the length of the body."""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

_PREFIX = struct.Struct(">4sI")
_MAGIC = b"WRF1"


class FrameBroken(Exception):
    pass


@dataclass(frozen=True, slots=True)
class Answer:
    facts: dict[str, Json]
    body: bytes = b""


def framed(header: Mapping[str, object], body: bytes) -> bytes:
    encoded = json.dumps({**header, "body_length": len(body)}).encode()
    return _PREFIX.pack(_MAGIC, len(encoded)) + encoded + body


def unframed(frame: bytes) -> Answer:
    """Return the header as facts and the body, or raise FrameBroken."""
    try:
        magic, length = _PREFIX.unpack_from(frame)
        end = _PREFIX.size + length
        header = json.loads(frame[_PREFIX.size : end])
    except (struct.error, ValueError) as error:
        raise FrameBroken from error
    body = frame[end:]
    if magic != _MAGIC or not isinstance(header, dict) or header.pop("body_length", None) != len(body):
        raise FrameBroken
    return Answer(header, body)
