# ruff: noqa: INP001 -- a program of its own, in no package
"""The objects of a PDF, through its cross-reference tables and streams (ISO 32000-1, 7.3 and 7.5)."""

from __future__ import annotations

import re
import zlib
from typing import Any

SPACE = b"\0\t\n\f\r "
ENDS_WORD = SPACE + b"()<>[]{}/%"
HEADER = re.compile(rb"\s*(\d+) (\d+) obj\b\s*")
TAIL = re.compile(rb"\s*endobj\s*")
REFERENCE = re.compile(rb"(\d+) (\d+) R\b")
PART = re.compile(rb"\s*(\d+) (\d+)\s+")
ROW = re.compile(rb"(\d{10}) (\d{5}) ([nf])\s*\r?\n?")
FREE, PLAIN, PACKED = range(3)
"""Kinds of places: a plain object begins there; a packed one stands in the object of that number."""
MOST_OCTETS = 1 << 26


class SomethingElse(Exception):
    """The addition has what neither validation data nor a timestamp needs."""


UNREADABLE = (
    SomethingElse,
    ValueError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
    StopIteration,
    RecursionError,
    zlib.error,
)


def require(holds: Any, why: str) -> None:  # noqa: ANN401 -- anything that is true or not
    if not holds:
        raise SomethingElse(why)


class Reader:
    """Reads values: strings are `bytes`, references pairs of numbers; names, numbers and words are `str`."""

    def __init__(self, data: bytes, at: int) -> None:
        self.data, self.at = data, at

    def space(self) -> None:
        while self.data[self.at : self.at + 1] and self.data[self.at] in SPACE:
            self.at += 1

    def value(self) -> Any:  # noqa: ANN401 -- any value of a PDF
        self.space()
        two = self.data[self.at : self.at + 2]
        if two == b"<<":
            return self.pairs()
        reads: dict[bytes, Any] = {b"[": self.items, b"(": self.text, b"<": self.digits}
        return reads.get(two[:1], self.word)()

    def pairs(self) -> dict[str, Any]:
        flat = self.until(b">>")
        keys = flat[::2]
        require(len(flat) % 2 == 0 and len(set(map(str, keys))) == len(keys), "a key stands twice")
        return {str(key): value for key, value in zip(keys, flat[1::2])}  # noqa: B905 -- Python 3.8 has no strict

    def items(self) -> list[Any]:
        return self.until(b"]")

    def until(self, end: bytes) -> list[Any]:
        self.at += len(end)
        found: list[Any] = []
        while True:
            self.space()
            if self.data.startswith(end, self.at):
                self.at += len(end)
                return found
            found.append(self.value())

    def digits(self) -> bytes:
        end = self.data.index(b">", self.at)
        digits, self.at = self.data[self.at + 1 : end], end + 1
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))

    def text(self) -> bytes:
        """Return the string with octal and other escapes read, so that two spellings are equal."""
        depth, out, self.at = 1, bytearray(), self.at + 1
        while depth:
            one = self.data[self.at]
            self.at += 1
            if one == ord("\\"):
                out += self.escaped()
                continue
            depth += (one == ord("(")) - (one == ord(")"))
            out.append(one)
        return bytes(out[:-1])

    def escaped(self) -> bytes:
        octal = re.match(rb"[0-7]{1,3}", self.data[self.at : self.at + 3])
        if octal:
            self.at += octal.end()
            return bytes([int(octal.group(), 8) & 255])
        one, self.at = self.data[self.at : self.at + 1], self.at + 1
        return {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b""}.get(one, one)

    def word(self) -> Any:  # noqa: ANN401 -- a name, a reference, or a number or word as it is spelled
        reference = REFERENCE.match(self.data, self.at)
        if reference:
            self.at = reference.end()
            return int(reference.group(1)), int(reference.group(2))
        start = self.at
        self.at += 1
        while self.at < len(self.data) and self.data[self.at] not in ENDS_WORD:
            self.at += 1
        word = self.data[start : self.at].decode("latin-1")
        require(word.strip(), "nothing to read")
        return word

    def object(self) -> tuple[int, Any, bytes | None]:
        """Return the number of the object here, what it is, and its stream if it is one; moves behind it."""
        header = HEADER.match(self.data, self.at)
        require(header and header.group(2) == b"0", "no object where one should be")
        number = int(header.group(1)) if header else 0
        self.at = header.end() if header else self.at
        value, stream = self.value(), None
        self.space()
        if self.data.startswith(b"stream", self.at):
            stream = self.stream(int(value["/Length"]))
        tail = TAIL.match(self.data, self.at)
        require(tail, "an object without an end")
        self.at = tail.end() if tail else self.at
        return number, value, stream

    def stream(self, length: int) -> bytes:
        first = self.data.index(b"\n", self.at) + 1
        self.at = first + length
        self.space()
        require(self.data.startswith(b"endstream", self.at), "a stream longer than it says")
        self.at += len(b"endstream")
        return self.data[first : first + length]

    def table(self) -> tuple[dict[int, tuple[int, int, int]], dict[str, Any]]:
        """Return the kind and place of each object that is named here, and the trailer; moves behind both."""
        if not self.data.startswith(b"xref", self.at):
            _, trailer, stream = self.object()
            require(trailer["/Type"] == "/XRef", "no cross-reference")
            return dict(rows_of(trailer, decoded(trailer, stream or b""))), trailer
        found: dict[int, tuple[int, int, int]] = {}
        self.at += len(b"xref")
        part = PART.match(self.data, self.at)
        while part:
            self.at = part.end()
            for number in range(int(part.group(1)), int(part.group(1)) + int(part.group(2))):
                row = ROW.match(self.data, self.at)
                require(row, "no row where one should be")
                if row:
                    self.at = row.end()
                    found[number] = (PLAIN if row.group(3) == b"n" else FREE, int(row.group(1)), 0)
            part = PART.match(self.data, self.at)
        self.space()
        require(self.data.startswith(b"trailer", self.at), "no trailer")
        self.at += len(b"trailer")
        return found, self.value()


def decoded(value: dict[str, Any], stream: bytes) -> bytes:
    require(
        "/DecodeParms" not in value and value.get("/Filter") in (None, "/FlateDecode"), "an unusual stream"
    )
    return zlib.decompress(stream) if "/Filter" in value else stream


def rows_of(value: dict[str, Any], data: bytes) -> Any:  # noqa: ANN401 -- an iterator of pairs
    """Yield each row of a cross-reference stream (ISO 32000-1, 7.5.8.3)."""
    widths = [int(one) for one in value["/W"]]
    index = [int(one) for one in value.get("/Index", ["0", value["/Size"]])]
    at = 0
    for first, count in zip(index[::2], index[1::2]):  # noqa: B905 -- Python 3.8 has no strict
        for number in range(first, first + count):
            row = []
            for width in widths:
                row.append(int.from_bytes(data[at : at + width], "big"))
                at += width
            yield number, (row[0] if widths[0] else PLAIN, row[1], row[2])


class Before:
    """The file up to `end`: its objects by number, through its chain of cross-references."""

    def __init__(self, pdf: bytes, end: int) -> None:
        self.pdf = pdf
        self.starts = int(pdf[:end].rpartition(b"startxref")[2].split()[0])
        self.trailer: dict[str, Any] = {}
        rows: dict[int, tuple[int, int, int]] = {}
        at, seen = self.starts, set()
        while at not in seen:
            seen.add(at)
            older, trailer = Reader(pdf, at).table()
            require("/XRefStm" not in trailer, "two kinds of tables")
            rows, self.trailer = {**older, **rows}, self.trailer or trailer
            at = int(trailer.get("/Prev", at))
        self.places = {number: row for number, row in rows.items() if row[0] != FREE}
        self.catalog = self.at(self.trailer["/Root"])

    def stream(self, reference: tuple[int, int]) -> bytes:
        """Return what the stream there holds."""
        _, value, stream = Reader(self.pdf, self.places[reference[0]][1]).object()
        return decoded(value, stream or b"")

    def at(self, reference: Any) -> Any:  # noqa: ANN401 -- a reference or a value
        if not isinstance(reference, tuple):
            return reference
        kind, place, index = self.places[reference[0]]
        if kind == PLAIN:
            return Reader(self.pdf, place).object()[1]
        _, value, stream = Reader(self.pdf, self.places[place][1]).object()
        data = decoded(value, stream or b"")
        pairs = data[: int(value["/First"])].split()
        return Reader(data, int(value["/First"]) + int(pairs[2 * index + 1])).value()
