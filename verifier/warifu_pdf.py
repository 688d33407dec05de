# ruff: noqa: INP001 -- a program of its own, in no package
"""What the verifier reads of a PDF and of DER by itself (ISO 32000-1, 12.8; ITU-T X.690)."""

from __future__ import annotations

import hashlib
import re
import zlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")
ENDS = re.compile(rb"%%EOF\r?\n?")
STREAM = re.compile(rb"stream\r?\n")
CERTIFICATE = re.compile(rb"\x30\x82..\x30\x82..\xa0\x03\x02\x01\x02", re.DOTALL)
LONGEST_CERTIFICATE = 65536
OCTETS, SIGNED, UNSIGNED = 0x04, 0xA0, 0xA1


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def signatures(pdf: bytes) -> Iterator[dict[str, Any]]:
    """Yield every signature and document timestamp with exactly the bytes that it covers.

    `is_alone`: its gap holds nothing but the signature, and blank digits behind it.
    """
    for match in RANGE.finditer(pdf):
        start, before, resumes, after = (int(number) for number in match.groups())
        gap = pdf[start + before : resumes]
        raw = bytes.fromhex(gap[1:-1].decode("ascii"))
        length = sum(der_header(raw, 0))
        around = pdf[max(0, start + before - 800) : start + before] + pdf[resumes : resumes + 800]
        yield {
            "der": raw[:length],
            "covered": pdf[start : start + before] + pdf[resumes : resumes + after],
            "is_timestamp": b"/ETSI.RFC3161" in around,
            "is_alone": start == 0 and gap[:1] + gap[-1:] == b"<>" and not any(raw[length:]),
            "range": [start, before, resumes, after],
            "reaches": resumes + after,
        }


def der_header(der: bytes, at: int) -> tuple[int, int]:
    """Return the length of the header and of the content of the DER value at `at`."""
    first = der[at + 1]
    octets = first & 127 if first & 128 else 0
    return 2 + octets, int.from_bytes(der[at + 2 : at + 2 + octets], "big") if octets else first


def der_parts(der: bytes) -> list[bytes]:
    at, length = der_header(der, 0)
    end, parts = at + length, []
    while at < end:
        whole = sum(der_header(der, at))
        parts.append(der[at : at + whole])
        at += whole
    return parts


def signer_of(cms: bytes) -> tuple[bytes, bytes, bytes]:
    """Return the signature value of a DER ContentInfo, its signed and its unsigned attributes."""
    signed_data = der_parts(der_parts(der_parts(cms)[1])[0])
    parts = der_parts(der_parts(signed_data[-1])[0])
    value = next(part for part in reversed(parts) if part[0] == OCTETS)
    tagged = {part[0]: part for part in parts}
    return value[der_header(value, 0)[0] :], tagged.get(SIGNED, b""), tagged.get(UNSIGNED, b"")


def certificates_in(pdf: bytes) -> Iterator[bytes]:
    """Yield the certificates (DER) of the PDF's security store; nobody need trust them."""
    for match in STREAM.finditer(pdf):
        data = pdf[match.end() : match.end() + LONGEST_CERTIFICATE]
        if data[:1] == b"\x78":
            try:
                data = zlib.decompressobj().decompress(data, LONGEST_CERTIFICATE)
            except zlib.error:
                continue
        if CERTIFICATE.match(data):
            yield data[: sum(der_header(data, 0))]


def beginnings(pdf: bytes) -> Iterator[int]:
    """Yield where each revision of the file ends, the longest first."""
    yield from sorted((match.end() for match in ENDS.finditer(pdf)), reverse=True)
