"""pyHanko reads names, strings and numbers one byte at a time; these read a piece and find the end in it."""

import os
import re
from typing import IO

from pyhanko.pdf_utils import generic, misc

PIECE = 64
LONGEST_PLAIN_STRING = 4096
PLAIN_NAME = re.compile(rb"[!\"$&'*-.0-;=?-Z\\^-z|~]*")
"""Regular characters but for the number sign (ISO 32000-1, 7.3.5)."""
PLAIN_STRING = re.compile(rb"\(((?:[^()\\]|\\[0-3][0-7][0-7])*)\)", re.DOTALL)
OCTAL = re.compile(rb"\\([0-7]{3})")

_decode_slowly = generic._decode_name  # noqa: SLF001 - what is replaced
_read_slowly = generic._read_string_literal_bytes  # noqa: SLF001 - what is replaced
_search_slowly = misc._read_until_class  # noqa: SLF001 - what is replaced


def decode_name(name: bytes) -> generic.NameObject:
    if PLAIN_NAME.fullmatch(name):
        return generic.NameObject("/" + name.decode("ascii"))
    return _decode_slowly(name)


def read_string(stream: IO[bytes]) -> bytes:
    """Read the string that starts here; nested brackets and other escapes take pyHanko's own way."""
    start = stream.tell()
    plain = PLAIN_STRING.match(stream.read(LONGEST_PLAIN_STRING))
    if plain is None:
        stream.seek(start)
        return _read_slowly(stream)
    stream.seek(start + plain.end())
    return OCTAL.sub(_octet, plain[1])


def _octet(found: re.Match[bytes]) -> bytes:
    return bytes((int(found[1], 8),))


def read_until(class_chars: bytes, stream: IO[bytes], maxchars: int | None = None) -> tuple[bytes, bool]:
    """Read up to and over the first byte of the class; True when the stream ended instead."""
    if maxchars is not None:
        found_slowly: tuple[bytes, bool] = _search_slowly(class_chars, stream, maxchars)
        return found_slowly
    ends, read = _ends(class_chars), b""
    while piece := stream.read(PIECE):
        found = ends.search(piece)
        if found:
            stream.seek(found.end() - len(piece), os.SEEK_CUR)
            return read + piece[: found.start()], False
        read += piece
    return read, True


_PATTERNS: dict[bytes, re.Pattern[bytes]] = {}


def _ends(class_chars: bytes) -> re.Pattern[bytes]:
    if class_chars not in _PATTERNS:
        _PATTERNS[class_chars] = re.compile(b"[" + re.escape(class_chars) + b"]")
    return _PATTERNS[class_chars]
