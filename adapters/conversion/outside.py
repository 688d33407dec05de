"""What may be handed to LibreOffice: a file that is what its name says and asks for nothing but itself.

LibreOffice is told not to follow links (`profile`); this is the guard before it, and what cannot be looked
through does not pass.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

LARGEST_PART_BYTES = 64 * 1024 * 1024
MOST_PARTS = 5_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RTF, MARKS = b"{\\rtf", (b"<", b"\xff\xfe", b"\xfe\xff")
HEAD_BYTES = 64
FIELD = re.compile(r"INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|\bDDE\b|WEBSERVICE\(", re.IGNORECASE)
OUTSIDE = re.compile(r"\s*(?!data:)(?:[A-Za-z][A-Za-z0-9+.-]*:|\.\./|/)")
CHUNK, PRESSED = "/aFChunk", "/hyperlink"
UTF_8 = frozenset({"utf-8", "us-ascii"})
_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError),
    *(NotImplementedError, EOFError, ValueError, RuntimeError),
)


class CannotBeLookedThrough(Exception):
    """The file is not of the kind its name says, or made so that nobody can see what it asks for."""


def reads_outside(data: bytes, *, packed: bool) -> bool:
    """Tell whether a document links to anything but what is pressed; `packed` is OOXML or ODF.

    Raises CannotBeLookedThrough.
    """
    return _packed_reads_outside(data) if packed else _old_reads_outside(data)


def _old_reads_outside(data: bytes) -> bool:
    """The fields of Word, Excel and PowerPoint before 2007 stand in the file as Latin or UTF-16 text."""
    if not data.startswith(OLE):
        raise CannotBeLookedThrough
    return any(
        FIELD.search(data.decode(spelling, "ignore")) for spelling in ("latin-1", "utf-16-le")
    ) or bool(FIELD.search(data[1:].decode("utf-16-le", "ignore")))


def _packed_reads_outside(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return any(_asks(part) for part in _parts(package))
    except _UNREADABLE as broken:
        raise CannotBeLookedThrough from broken


def _parts(package: zipfile.ZipFile) -> Iterator[bytes]:
    """Yield what is XML by its name or by what it holds: a reader goes by the relations, not by names."""
    entries = package.infolist()
    if len(entries) > MOST_PARTS:
        raise CannotBeLookedThrough
    for entry in entries:
        with package.open(entry) as stream:
            head = stream.read(HEAD_BYTES)
            if head and _is_looked_through(entry.filename.lower(), head.lstrip(b"\xef\xbb\xbf \t\r\n")):
                yield head + stream.read(LARGEST_PART_BYTES + 1)


def _is_looked_through(name: str, head: bytes) -> bool:
    """Drawings of Excel's notes are no well-formed XML; what they link to stands in their relations."""
    if head.startswith(RTF):
        raise CannotBeLookedThrough
    return name.endswith((".xml", ".rels")) or (head.startswith(MARKS) and not name.endswith(".vml"))


def _asks(part: bytes) -> bool:
    """Read it as a reader of XML does, references resolved; only UTF-8 can be looked through."""
    if len(part) > LARGEST_PART_BYTES or b"\0" in part or b"<!ENTITY" in part:
        raise CannotBeLookedThrough
    part.decode("utf-8-sig")
    look = _Look()
    look.at(part)
    return look.asks or bool(FIELD.search("".join(look.words)))


class _Look:
    """What one part asks for in its elements, and its words, however they are cut into pieces.

    Prefixes are anybody's choice, so names are taken without them.
    """

    def __init__(self) -> None:
        self.asks = False
        self.words: list[str] = []

    def at(self, part: bytes) -> None:
        parser = expat.ParserCreate()
        parser.XmlDeclHandler = self._declared
        parser.StartElementHandler = self._begun
        parser.CharacterDataHandler = self.words.append
        parser.Parse(part, True)  # noqa: FBT003 -- the parser's own flag: this is all

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.casefold() not in UTF_8:
            raise CannotBeLookedThrough

    def _begun(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "Relationship" and _relates_outside(attributes):
            self.asks = True
        for key, value in attributes.items():
            links = key.rpartition(":")[2] == "href" and local != "a"
            if FIELD.search(value) or (links and OUTSIDE.match(value)):
                self.asks = True


def _relates_outside(attributes: dict[str, str]) -> bool:
    """A chunk is a document of any kind within the document."""
    kind, mode = attributes.get("Type", "").strip(), attributes.get("TargetMode", "").strip()
    return kind.endswith(CHUNK) or (mode.casefold() == "external" and not kind.endswith(PRESSED))
