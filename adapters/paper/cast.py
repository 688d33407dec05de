"""The characters that a document uses of a face: each has a code of its own, so that copied text is exact."""

import hashlib
from collections.abc import Iterable

from adapters.fonts import FontName
from adapters.paper.faces import ASCENT, BOX, DESCENT, characters, face, program
from adapters.paper.objects import Objects

NAMES: dict[FontName, str] = {"sans": "Warifu-Sans", "sans-bold": "Warifu-Sans-Bold"}
AT_ONCE = 100
"""Entries of one bfchar block, at most (Adobe technical note 5014)."""


class Cast:
    def __init__(self, name: FontName) -> None:
        self._name = name
        self._face = face(name)
        self._codes: dict[str, int] = {}
        self.missing: list[str] = []

    @property
    def is_used(self) -> bool:
        return bool(self._codes)

    def codes(self, words: str) -> str:
        """Return the codes in hex, four digits for each character."""
        return "".join(f"{self._code(letter):04X}" for letter in characters(words))

    def _code(self, letter: str) -> int:
        if self._face.glyph(letter) is None:
            self.missing.append(letter)
            return 0
        return self._codes.setdefault(letter, len(self._codes) + 1)

    def font(self, objects: Objects) -> str:
        """Return the reference to the font dictionary, with all that it needs (ISO 32000-1, 9.7)."""
        glyphs = [self._face.glyph(letter) or 0 for letter in self._codes]
        name = f"{_prefix(self._codes)}+{NAMES[self._name]}"
        data = program(self._face, glyphs)
        file = objects.stream(data, f"/Length1 {len(data)}")
        box = " ".join(map(str, BOX))
        descriptor = objects.add(
            f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{box}] /ItalicAngle 0 "
            f"/Ascent {ASCENT} /Descent {DESCENT} /CapHeight 733 /StemV 80 /FontFile2 {file} >>"
        )
        widths = " ".join(str(self._face.width(letter)) for letter in self._codes)
        descendant = objects.add(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDToGIDMap /Identity "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            f"/FontDescriptor {descriptor} /DW 1000 /W [1 [{widths}]] >>"
        )
        unicode = objects.stream(_to_unicode(self._codes).encode())
        return objects.add(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H "
            f"/DescendantFonts [{descendant}] /ToUnicode {unicode} >>"
        )


def _prefix(letters: Iterable[str]) -> str:
    digest = hashlib.sha256("".join(letters).encode()).digest()
    return "".join(chr(ord("A") + octet % 26) for octet in digest[:6])


def _to_unicode(codes: dict[str, int]) -> str:
    lines = [f"<{code:04X}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items()]
    blocks = [lines[at : at + AT_ONCE] for at in range(0, len(lines), AT_ONCE)]
    mapped = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{mapped}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )
