"""Whether a planted word can be read in bytes, whichever way a program spelled or packed it (T12, T75)."""

import base64
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from quopri import encodestring
from typing import Any
from urllib.parse import quote

PACKED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")
"""How gzip and zlib begin; a ZIP's members begin anywhere and are found by their local header."""
MEMBER = re.compile(rb"PK\x03\x04.{22}(..)(..)", re.DOTALL)
DEEPEST = 3
LARGEST = 64 * 1024 * 1024
PIECE = 4096


@cache
def spellings(word: str) -> frozenset[bytes]:
    """Return the forms of `word` that a person reads with the tools of any machine."""
    plain = word.encode()
    forms = {plain, word.encode("utf-16-le"), word.encode("utf-16-be"), word.encode("unicode_escape")}
    forms |= {json.dumps(word)[1:-1].encode(), quote(word).encode(), encodestring(plain).strip()}
    forms |= {"".join(f"&#{ord(one)};" for one in word).encode()}
    for hexadecimal in (plain.hex(), word.encode("utf-16-be").hex()):
        forms |= {hexadecimal.encode(), hexadecimal.upper().encode()}
    return frozenset(forms | set(_in_base64(plain)) | set(_in_base64(word.encode("utf-16-le"))))


def readable(words: Iterable[str], data: bytes) -> set[str]:
    """Return those of `words` that can be read in `data`."""
    sought = {word: spellings(word) for word in words}
    return {
        word
        for layer in layers(data)
        for word, forms in sought.items()
        if any(form in layer for form in forms)
    }


def layers(data: bytes, depth: int = 0) -> Iterator[bytes]:
    """Yield the bytes, and what is packed in them, also packed again."""
    yield data
    if depth < DEEPEST:
        whole = memoryview(data)
        for start, window in _starts(data):
            inner = _inflated(whole[start:], window)
            if inner:
                yield from layers(inner, depth + 1)


def _starts(data: bytes) -> Iterator[tuple[int, int]]:
    for found in PACKED.finditer(data):
        yield found.start(), 47
    for found in MEMBER.finditer(data):
        name, extra = (int.from_bytes(size, "little") for size in found.groups())
        yield found.end() + name + extra, -15


def _inflated(data: memoryview, window: int) -> bytes:
    """Return as much as can be unpacked; a stream that was cut off is readable up to there."""
    packed, found = zlib.decompressobj(window), b""
    for at in range(0, len(data), PIECE):
        before, piece = packed.copy(), data[at : at + PIECE]
        try:
            found += packed.decompress(piece)
        except zlib.error:
            return found + b"".join(_until_it_breaks(before, piece))
        if packed.eof or len(found) > LARGEST:
            break
    return found


def _until_it_breaks(packed: Any, piece: memoryview) -> Iterator[bytes]:  # noqa: ANN401 -- zlib names no type
    for at in range(len(piece)):
        try:
            yield packed.decompress(piece[at : at + 1])
        except zlib.error:
            return


def _in_base64(plain: bytes) -> Iterator[bytes]:
    """Yield what of the encoded word is the same at each of the three places it may begin."""
    for before in range(3):
        padded = bytes(before) + plain
        whole = base64.b64encode(padded)[: len(padded) // 3 * 4]
        middle = whole[4 if before else 0 :]
        yield middle
        yield middle.replace(b"+", b"-").replace(b"/", b"_")
