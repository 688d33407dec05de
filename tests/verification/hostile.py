"""Files of the families that parsers fall over, made from one signed file and from nothing."""

import random
import re
import zlib
from collections.abc import Iterator

Named = tuple[str, bytes]
RANGE = re.compile(rb"/ByteRange ?\[[^\]]*\]")
CONTENTS = re.compile(rb"/Contents ?<[0-9a-fA-F]+>")
START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")


def hostile_files(signed: bytes) -> Iterator[Named]:
    yield from byte_ranges(signed)
    yield from signature_entries(signed)
    yield from cross_references(signed)
    yield from cut_and_flipped(signed)
    yield from loops()
    yield from odd_objects()


def byte_ranges(signed: bytes) -> Iterator[Named]:
    size = len(signed)
    beyond = f"0 {10**20} {10**21} 5"
    odd = (
        "", "0", "0 1", "0 1 2", "0 0 0 0", "-1 10 20 30", "0 -5 10 10", beyond, f"0 {size} 0 {size}",
        f"0 {size} {size} 0", f"0 10 20 {size * 2}", "0.5 10.5 20 30", "/A /B /C /D", "null null null null",
        "0 10 5 10", f"{size} 0 0 {size}", "0 1 2 3 4 5", "(0) (1) (2) (3)", "true false true false",
        "[0 1] [2 3]", "9 0 R 9 0 R 9 0 R 9 0 R",
    )  # fmt: skip
    for numbers in odd:
        yield f"ByteRange [{numbers[:30]}]", RANGE.sub(f"/ByteRange [{numbers}]".encode(), signed)


def signature_entries(signed: bytes) -> Iterator[Named]:
    odd = (
        b"<>",
        b"<0>",
        b"<zz>",
        b"null",
        b"42",
        b"()",
        b"[]",
        b"<30>",
        b"<3080>",
        b"<" + b"00" * 5000 + b">",
    )
    for value in odd:
        yield f"Contents {value[:8]!r}", CONTENTS.sub(b"/Contents " + value, signed)
    for name in (b"/SubFilter", b"/FT", b"/V ", b"/Type"):
        yield f"no {name!r}", signed.replace(name, b"/X" + name[2:])
    yield "SubFilter of RFC 3161", signed.replace(b"/ETSI.CAdES.detached", b"/ETSI.RFC3161")
    yield "SubFilter of SHA-1", signed.replace(b"/ETSI.CAdES.detached", b"/adbe.pkcs7.sha1")


def cross_references(signed: bytes) -> Iterator[Named]:
    for place in (b"0", b"-1", b"1", b"99999999999", str(len(signed)).encode(), b"x", b""):
        yield f"startxref {place!r}", START.sub(b"startxref\n" + place + b"\n%%EOF\n", signed)
    yield "no %%EOF", signed.replace(b"%%EOF", b"%%EO_")
    yield "no trailer", signed.replace(b"trailer", b"trailex")
    for value in (b"-1", b"0", b"300000000000", b"null"):
        yield f"Size {value!r}", re.sub(rb"/Size \d+", b"/Size " + value, signed)
    for value in (b"-5", b"7", b"99999999"):
        yield f"Prev {value!r}", re.sub(rb"/Prev \d+", b"/Prev " + value, signed)
    start = START.search(signed)
    assert start is not None
    yield "Prev of itself", re.sub(rb"/Prev \d+", b"/Prev " + start[1], signed)
    yield "Root of nothing", re.sub(rb"/Root \d+", b"/Root 999", signed)


def cut_and_flipped(signed: bytes) -> Iterator[Named]:
    size, dice = len(signed), random.Random(47)  # noqa: S311 -- the same files each time
    for part in (0, 1, 5, 100, size // 4, size // 2, size - 200, size - 7, size - 1):
        yield f"cut at {part}", signed[:part]
    for number in range(12):
        forged = bytearray(signed)
        for _ in range(8):
            forged[dice.randrange(size)] = dice.randrange(256)
        yield f"flipped {number}", bytes(forged)
    yield "twice", signed + signed
    yield "garbage before", b"\x00garbage\n" * 50 + signed
    yield "garbage after", signed + b"\x00" * 5000


def _file(*objects: bytes, root: bytes = b"1 0 R") -> bytes:
    """Put objects 1… into a file with a right cross-reference table."""
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer\n<</Size %d/Root %s>>\n" % (len(objects) + 1, root)
    return body + head + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(body)


def _stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), entries, data)


CATALOG = b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"


def loops() -> Iterator[Named]:
    field = b"<</FT/Sig/T(a)/V 5 0 R/Kids[4 0 R]>>"
    value = (
        b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[0 1 2 3]/Contents<00>>>"
    )
    yield "field is its own kid", _file(CATALOG, PAGES, PAGE, field, value)
    yield "field's value is itself", _file(CATALOG, PAGES, PAGE, b"<</FT/Sig/T(a)/V 4 0 R>>")
    yield (
        "pages are their own kids",
        _file(CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 9>>", PAGE, field, value),
    )
    yield "reference to itself", _file(CATALOG, PAGES, PAGE, b"4 0 R")
    yield (
        "parent loop",
        _file(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Parent 2 0 R/Count 1>>", PAGE, field, value),
    )
    yield "form is a loop", _file(CATALOG.replace(b"<</Fields[4 0 R]>>", b"4 0 R"), PAGES, PAGE, b"4 0 R")
    deep = b"[" * 3000 + b"]" * 3000
    yield "deep arrays", _file(CATALOG, PAGES, PAGE, deep)
    yield "deep dictionaries", _file(CATALOG, PAGES, PAGE, b"<</A" * 3000 + b" 1" + b">>" * 3000)
    yield "length of itself", _file(CATALOG, PAGES, PAGE, b"<</Length 4 0 R>>stream\nx\nendstream")


def odd_objects() -> Iterator[Named]:
    signature = b"<</FT/Sig/T(a)/V %s>>"
    for value in (b"null", b"42", b"[]", b"(x)", b"<<>>", b"true", b"99 0 R", b"/Name"):
        yield f"value {value!r}", _file(CATALOG, PAGES, PAGE, signature % value)
    for count in (b"-1", b"1000000000", b"null", b"(x)"):
        yield f"Count {count!r}", _file(CATALOG, PAGES.replace(b"Count 1", b"Count " + count), PAGE, b"null")
    bomb = zlib.compress(b"\x00" * 30_000_000, 9)
    yield "bomb", _file(CATALOG, PAGES, PAGE, _stream(bomb, b"/Filter/FlateDecode"))
    yield (
        "encrypted by nobody",
        _file(CATALOG, PAGES, PAGE, b"null").replace(b"/Root", b"/Encrypt<</Filter/No>>/Root"),
    )
    yield "no catalog", _file(b"null", PAGES)
    yield "catalog is a list", _file(b"[1 2 3]", PAGES)
    yield "html", b"<html><body>%PDF-1.7</body></html>"
    yield "zip", b"PK\x03\x04" + b"\x00" * 100
    yield "nothing", b""
