"""Signatures cut out by pattern, not by a PDF library, and judged by OpenSSL (RFC 5652, RFC 3161)."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")
TOKEN_OID = bytes.fromhex("060b2a864886f70d010910020e")
SIGNATURE_OCTETS = 384


@dataclass(frozen=True, slots=True)
class CutOut:
    """One signature as it stands in the file; `covered` is what its digest is over."""

    der: bytes
    covered: bytes
    is_timestamp: bool
    reaches_the_end: bool


def der_length(value: bytes) -> int:
    first = value[1]
    if first < 0x80:
        return 2 + first
    octets = first & 0x7F
    return 2 + octets + int.from_bytes(value[2 : 2 + octets], "big")


def cut_out(pdf: bytes) -> Iterator[CutOut]:
    for match in RANGE.finditer(pdf):
        start, before, resumes, after = (int(number) for number in match.groups())
        raw = bytes.fromhex(pdf[start + before + 1 : resumes - 1].decode("ascii"))
        around = pdf[max(0, start + before - 600) : start + before] + pdf[resumes : resumes + 600]
        yield CutOut(
            der=raw[: der_length(raw)],
            covered=pdf[start : start + before] + pdf[resumes : resumes + after],
            is_timestamp=b"/ETSI.RFC3161" in around,
            reaches_the_end=resumes + after == len(pdf),
        )


def signature_timestamp(der: bytes) -> tuple[bytes, bytes]:
    """Return the token among the unsigned attributes and the RSA-3072 signature value it stamps."""
    place = der.index(TOKEN_OID)
    values = der[place + len(TOKEN_OID) :]
    header = 2 + (values[1] & 0x7F if values[1] & 0x80 else 0)
    token = values[header:]
    mark = b"\x04\x82" + SIGNATURE_OCTETS.to_bytes(2, "big")
    value = der.rindex(mark, 0, place) + len(mark)
    return token[: der_length(token)], der[value : value + SIGNATURE_OCTETS]


def cms_verifies(one: CutOut, root: Path, folder: Path) -> bool:
    signature, content = _written(folder, one.der, one.covered)
    command = ["cms", "-verify", "-inform", "DER", "-in", signature, "-content", content, "-binary", "-cades"]
    return _openssl([*command, "-CAfile", str(root), "-purpose", "any", "-out", "/dev/null"])


def token_verifies(token: bytes, stamped: bytes, root: Path, folder: Path) -> bool:
    signature, content = _written(folder, token, stamped)
    command = ["ts", "-verify", "-token_in", "-in", signature, "-data", content]
    return _openssl([*command, "-CAfile", str(root)])


def _written(folder: Path, der: bytes, content: bytes) -> tuple[str, str]:
    paths = folder / "signature.der", folder / "content.bin"
    paths[0].write_bytes(der)
    paths[1].write_bytes(content)
    return str(paths[0]), str(paths[1])


def _openssl(arguments: list[str]) -> bool:
    return (
        subprocess.run(["openssl", *arguments], capture_output=True, check=False, timeout=30).returncode == 0
    )
