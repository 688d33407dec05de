"""The faster readers of pdfspeed read what pyHanko's and asn1crypto's own read."""

import hashlib
from io import BytesIO

import pytest
from asn1crypto import x509
from cryptography.hazmat.primitives import hashes
from pyhanko.pdf_utils import generic, misc
from pyhanko.pdf_utils.misc import PdfReadError

from adapters import pdfspeed
from adapters.pdfspeed import names, tokens
from adapters.pdfspeed.beginning import Hash, beginning_with, digest_of

pdfspeed.install()


def read_both(text: bytes) -> tuple[bytes, bytes, int, int]:
    fast, slow = BytesIO(text), BytesIO(text)
    return tokens.read_string(fast), tokens._read_slowly(slow), fast.tell(), slow.tell()  # noqa: SLF001 - the original


@pytest.mark.parametrize(
    "text",
    [
        rb"(plain) rest",
        rb"()",
        rb"(\376\377\060\042) /Next",
        rb"(a\(b\)c\\d\n\7)",
        rb"(a(nested)b)",
        rb"(\0053)",
        b"(line\nline\\\nline)",
        b"(" + b"x" * 5000 + b")",
        rb"(\377\000)",
    ],
)
def test_strings_read_as_pyhanko_reads_them(text: bytes) -> None:
    fast, slow, end_fast, end_slow = read_both(text)
    assert (fast, end_fast) == (slow, end_slow)


def test_a_name_is_decoded_alike_and_refused_alike() -> None:
    for name in (b"", b"Type", b"A#20B", b"Lime#C3#A9", b"x.y-z+1"):
        assert tokens.decode_name(name) == tokens._decode_slowly(name)  # noqa: SLF001 - the original
        assert isinstance(tokens.decode_name(name), generic.NameObject)
    for octet in range(256):
        taken = _decoded(tokens.decode_name, bytes([octet]))
        assert taken == _decoded(tokens._decode_slowly, bytes([octet]))  # noqa: SLF001 - the original


def _decoded(decode: object, name: bytes) -> str | None:
    try:
        return str(decode(name))  # type: ignore[operator]  # one of the two functions above
    except PdfReadError:
        return None


@pytest.mark.parametrize("text", [b"abc /d", b"", b"abc", b" x", b"x" * 63 + b"]y", b"x" * 200 + b">"])
def test_a_token_ends_where_pyhanko_ends_it(text: bytes) -> None:
    classes = misc.PDF_WHITESPACE + misc.PDF_DELIMITERS
    fast, slow = BytesIO(text), BytesIO(text)
    assert tokens.read_until(classes, fast) == tokens._search_slowly(classes, slow)  # noqa: SLF001 - the original
    assert fast.tell() == slow.tell()


def test_names_are_equal_as_rfc_5280_says() -> None:
    one, other = (x509.Name.build({"common_name": name}) for name in ("割符  Warifu", "割符 warifu"))
    again = x509.Name.load(one.dump())
    assert one == again
    assert one == other
    assert one != x509.Name.build({"common_name": "別"})
    assert one != "割符"
    assert names.prepared("ＡＢＣ") == names.prepared("abc")


def test_what_begins_as_known_has_the_same_digest() -> None:
    parent, later = b"%PDF" * 1000, b"%PDF" * 1000 + b"more"
    for known in (parent, later, b"other", b""):
        with beginning_with(known):
            assert digest_of(later) == hashlib.sha256(later).hexdigest()
            for algorithm in (hashes.SHA256(), hashes.SHA512()):
                assert _range_digest(later, algorithm) == hashlib.new(algorithm.name, later).digest()


def _range_digest(data: bytes, algorithm: hashes.HashAlgorithm) -> bytes:
    state = Hash(algorithm)
    state.update(memoryview(data)[:4002])
    state.update(memoryview(data)[4002:])
    return state.finalize()
