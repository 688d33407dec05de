"""The two faces: what a character measures, and a TrueType program with only the glyphs of one document."""

import struct
from collections.abc import Iterable, Iterator
from functools import cache

from fontTools.ttLib import TTFont

from adapters.fonts import FontName, font

EM = 1000
"""Units of a face in its em: that of our fonts, and of widths in a PDF."""
ASCENT, DESCENT = 1160, -288
BOX = (0, DESCENT, EM, ASCENT)
SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
KEPT = ("head", "hhea", "maxp", "prep")
HEAD_CHECKSUM, HEAD_LONG_OFFSETS, LAST_OF_HHEA, COUNT_OF_MAXP = 8, 50, 34, 4
"""Where these fields are in their tables (OpenType, head, hhea, maxp)."""
MAGIC = 0xB1B0AFBA


class Face:
    """Read once; a process forked from a standby finds it read."""

    def __init__(self, name: FontName) -> None:
        with TTFont(font(name), lazy=True) as read:
            self._glyphs: dict[int, int] = {
                code: read.getGlyphID(glyph) for code, glyph in read.getBestCmap().items()
            }
            self._variants = dict(_variants(read))
            self.tables: dict[str, bytes] = {tag: read.reader[tag] for tag in (*KEPT, "glyf")}
            self.places = list(read["loca"].locations)
            widths = read["hmtx"].metrics
            self.metrics = [widths[glyph] for glyph in read.getGlyphOrder()]

    def glyph(self, character: str) -> int | None:
        """Return the glyph of a character, perhaps followed by a variation selector; None if it has none."""
        base, selector = ord(character[0]), ord(character[1]) if len(character) > 1 else 0
        return self._variants.get((base, selector), self._glyphs.get(base))

    def width(self, character: str) -> int:
        """Return the advance in thousandths of the size; an unknown character is as wide as the em."""
        glyph = self.glyph(character)
        return EM if glyph is None else int(self.metrics[glyph][0])

    def outline(self, glyph: int) -> bytes:
        return self.tables["glyf"][self.places[glyph] : self.places[glyph + 1]]


@cache
def face(name: FontName) -> Face:
    return Face(name)


def prepare_faces() -> None:
    face("sans"), face("sans-bold")


def characters(text: str) -> Iterator[str]:
    """Yield each character together with the variation selector that follows it."""
    held = ""
    for letter in text:
        if held and any(ord(letter) in selectors for selectors in SELECTORS):
            yield held + letter
            held = ""
            continue
        if held:
            yield held
        held = letter
    if held:
        yield held


def program(whole: Face, glyphs: Iterable[int]) -> bytes:
    """Return a TrueType file in which glyph n + 1 is the n-th of `glyphs`; glyph 0 is .notdef."""
    chosen = [0, *glyphs]
    outlines = [_padded(whole.outline(glyph)) for glyph in chosen]
    places = [0]
    for outline in outlines:
        places.append(places[-1] + len(outline))
    count = len(chosen)
    tables = {tag: whole.tables[tag] for tag in KEPT}
    tables["head"] = _patched(tables["head"], {HEAD_CHECKSUM: bytes(4), HEAD_LONG_OFFSETS: b"\0\1"})
    tables["hhea"] = _patched(tables["hhea"], {LAST_OF_HHEA: struct.pack(">H", count)})
    tables["maxp"] = _patched(tables["maxp"], {COUNT_OF_MAXP: struct.pack(">H", count)})
    tables["hmtx"] = b"".join(struct.pack(">Hh", *whole.metrics[glyph]) for glyph in chosen)
    tables["loca"] = struct.pack(f">{count + 1}I", *places)
    tables["glyf"] = b"".join(outlines)
    return _file(tables)


def _variants(read: TTFont) -> Iterator[tuple[tuple[int, int], int]]:
    for table in read["cmap"].tables:
        for selector, pairs in getattr(table, "uvsDict", {}).items():
            yield from (
                ((code, selector), read.getGlyphID(glyph)) for code, glyph in pairs if glyph is not None
            )


def _file(tables: dict[str, bytes]) -> bytes:
    """Lay the tables out in the order of their tags (OpenType, "Organization of an OpenType Font")."""
    power = len(tables).bit_length() - 1
    header = struct.pack(">IHHHH", 0x10000, len(tables), 16 << power, power, 16 * len(tables) - (16 << power))
    offset, directory, body = len(header) + 16 * len(tables), b"", b""
    for tag in sorted(tables):
        data = _padded(tables[tag])
        directory += struct.pack(
            ">4sIII", tag.encode(), _checksum(data), offset + len(body), len(tables[tag])
        )
        body += data
    whole = header + directory + body
    at = offset + sum(len(_padded(tables[tag])) for tag in sorted(tables) if tag < "head")
    total = struct.pack(">I", (MAGIC - _checksum(_padded(whole))) & 0xFFFFFFFF)
    return whole[: at + 8] + total + whole[at + 12 :]


def _patched(table: bytes, changes: dict[int, bytes]) -> bytes:
    changed = bytearray(table)
    for place, value in changes.items():
        changed[place : place + len(value)] = value
    return bytes(changed)


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)


def _checksum(data: bytes) -> int:
    total: int = sum(struct.unpack(f">{len(data) // 4}I", data))
    return total & 0xFFFFFFFF
