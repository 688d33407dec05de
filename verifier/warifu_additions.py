# ruff: noqa: INP001 -- a program of its own, in no package
"""Whether what was appended to a PDF is validation data and timestamps, and nothing else.

Whatever does not look exactly like that is something else (ISO 32000-1, 7.5.6; ETSI EN 319 142-1, 5.4).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from warifu_objects import FREE, PLAIN, UNREADABLE, Before, Reader, SomethingElse, require

if TYPE_CHECKING:
    from collections.abc import Iterable

LAST = re.compile(rb"\s*startxref\s+(\d+)\s+%%EOF\r?\n?")
STORE = {"/Type", "/Certs", "/CRLs", "/OCSPs", "/VRI"}
FIELD = {"/FT", "/T", "/Type", "/Subtype", "/F", "/Rect", "/P", "/TU", "/V"}
TRAILER = {"/Root", "/Size", "/ID", "/Info", "/Prev"}
STREAMED = {"/W", "/Type", "/Filter", "/Index", "/Length"}


class Addition:
    """One appended revision, from `start` on."""

    def __init__(self, pdf: bytes, start: int) -> None:
        self.before = Before(pdf, start)
        self.objects: dict[int, Any] = {}
        self.streams: set[int] = set()
        self.fields: set[tuple[int, int]] = set()
        self.end = self.read(pdf, start)

    def read(self, pdf: bytes, start: int) -> int:
        """Read objects up to the cross-reference that must name exactly these; return where it all ends."""
        reader, places = Reader(pdf, start), {}
        reader.space()
        begins, is_table = reader.at, False
        while not is_table and not pdf.startswith(b"xref", reader.at):
            begins = reader.at
            number, value, stream = reader.object()
            require(number not in places, "an object stands twice")
            places[number], self.objects[number] = begins, value
            if stream is not None:
                self.streams.add(number)
                is_table = value.get("/Type") == "/XRef"
        reader.at = begins = begins if is_table else reader.at
        rows, trailer = reader.table()
        named = {number: row[1] for number, row in rows.items() if number or row[0] != FREE}
        require(all(rows[number][0] == PLAIN for number in named), "an object was packed or removed")
        require(named == places, "a table that points elsewhere")
        last = LAST.match(pdf, reader.at)
        require(last and int(last.group(1)) == begins, "no end")
        self.require_same_beginning(trailer)
        return last.end() if last else start

    def require_same_beginning(self, trailer: dict[str, Any]) -> None:
        known = self.before.trailer
        same = all(trailer.get(key) == known.get(key) for key in ("/Root", "/Info"))
        chained = trailer["/Prev"] == str(self.before.starts)
        require(same and chained and set(trailer) <= TRAILER | STREAMED, "another beginning")

    def require_nothing_else(self) -> None:
        for number, value in self.objects.items():
            if number in self.before.places:
                here = (number, 0)
                described = here == self.before.catalog.get("/Metadata")
                require(number not in self.streams or described, "a stream was overwritten")
                self.overwritten(here, self.before.at(here), value)
        for reference in self.fields:
            require(reference[0] not in self.before.places, "a field that was there")
            self.field(self.objects[reference[0]])

    def overwritten(self, here: tuple[int, int], old: Any, new: Any) -> None:  # noqa: ANN401 -- any value of a PDF
        catalog = self.before.catalog
        if here == self.before.trailer["/Root"]:
            self.same(old, new, {"/DSS", "/Extensions"})
        elif here == catalog.get("/DSS"):
            require(set(new) <= STORE, "a store that holds more")
        elif here == catalog.get("/Metadata"):
            require(old.get("/Type") == new.get("/Type") == "/Metadata", "something overwritten")
        elif here != self.before.trailer.get("/Info"):
            self.part(here, old, new)

    def part(self, here: tuple[int, int], old: Any, new: Any) -> None:  # noqa: ANN401 -- so here
        form = self.before.catalog.get("/AcroForm", {})
        if here == form:
            self.longer(old, new, "/Fields", {"/SigFlags"})
        elif here == self.before.at(form).get("/Fields"):
            self.extended(old, new)
        else:
            require(isinstance(old, dict) and isinstance(new, dict), "something overwritten")
            if old.get("/Type") == "/Page":
                self.longer(old, new, "/Annots", set())
            else:
                require(old.get("/Type") == new.get("/Type") == "/VRI", "something overwritten")

    def longer(self, old: Any, new: Any, key: str, may: Iterable[str]) -> None:  # noqa: ANN401 -- so here
        self.same(old, new, {key, *may})
        if old.get(key) != new.get(key):
            self.extended(self.before.at(old.get(key, [])), new[key])

    def same(self, old: Any, new: Any, but: Iterable[str]) -> None:  # noqa: ANN401 -- so here
        kept = [{key: value for key, value in one.items() if key not in but} for one in (old, new)]
        require(kept[0] == kept[1], "something overwritten")

    def extended(self, old: Any, new: Any) -> None:  # noqa: ANN401 -- so here
        require(isinstance(new, list) and new[: len(old)] == old, "a field or note was taken away")
        require(all(isinstance(one, tuple) for one in new), "something that is no field")
        self.fields.update(new[len(old) :])

    def field(self, field: Any) -> None:  # noqa: ANN401 -- so here
        unseen = all(float(number) == 0 for number in field.get("/Rect", []))
        require(field.get("/FT") == "/Sig" and set(field) <= FIELD and unseen, "a field that can be seen")
        stamp = self.objects[field["/V"][0]]
        require(stamp.get("/Type") == "/DocTimeStamp", "a signature that is no timestamp")


def additions(pdf: bytes, start: int) -> str:
    """Return why what follows the first `start` bytes is more than timestamps, or nothing."""
    try:
        while start < len(pdf):
            addition = Addition(pdf, start)
            addition.require_nothing_else()
            start = addition.end
    except SomethingElse as reason:
        return str(reason)
    except UNREADABLE as reason:
        return f"not readable: {reason!r}"
    return ""
