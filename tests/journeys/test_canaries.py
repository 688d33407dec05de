"""The scan of `test_secrets` finds what it looks for: else finding nothing would prove nothing."""

import base64
import gzip
import io
import json
import zipfile
import zlib
from urllib.parse import quote

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.canaries import readable

WORD = "金糸雀 𠮷野-Kanaria/1985"
TEXT = f"氏名: {WORD} 様".encode()


def zipped(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", data)
    return out.getvalue()


FORMS = {
    "utf-8": TEXT,
    "utf-16": TEXT.decode().encode("utf-16"),
    "utf-16, big end first": TEXT.decode().encode("utf-16-be"),
    "json": json.dumps({"name": TEXT.decode()}).encode(),
    "python": repr(TEXT.decode().encode("unicode_escape")).replace("\\\\", "\\").encode(),
    "a link": quote(TEXT.decode()).encode(),
    "hex": TEXT.hex().encode(),
    "HEX": TEXT.hex().upper().encode(),
    **{f"base64, {before} before": base64.b64encode(b"x" * before + TEXT) for before in range(3)},
    **{f"base64url, {before} before": base64.urlsafe_b64encode(b"x" * before + TEXT) for before in range(3)},
    "zlib": b"rows" + zlib.compress(TEXT),
    "gzip": b"log" + gzip.compress(TEXT),
    "gzip, cut off": gzip.compress(TEXT + bytes(1000))[:-12],
    "zip": zipped(TEXT),
    "base64 in json in gzip": gzip.compress(json.dumps({"data": base64.b64encode(TEXT).decode()}).encode()),
    "zlib in gzip": gzip.compress(b"row" + zlib.compress(TEXT)),
}


@pytest.mark.shows("T12", "T75")
@pytest.mark.parametrize("data", FORMS.values(), ids=FORMS)
def test_a_planted_word_is_found_however_it_is_spelled_or_packed(data: bytes) -> None:
    assert readable([WORD], b"\x00\xff" * 40 + data + b"\xff" * 40)


def test_what_is_encrypted_or_another_word_is_not_found() -> None:
    sealed = AESGCM(bytes(32)).encrypt(bytes(12), TEXT, b"")
    assert not readable([WORD], sealed + gzip.compress(sealed))
    assert not readable([WORD], TEXT.replace(b"1985", b"1986"))
