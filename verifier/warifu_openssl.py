# ruff: noqa: INP001, S603 -- a program of its own, in no package, that asks openssl
"""What only openssl can say: whether a signature or a timestamp holds, and who stands above it."""

from __future__ import annotations

import base64
import calendar
import hashlib
import re
import shutil
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

DIGESTS = ("sha256", "sha384", "sha512")
STAMPED_AT = re.compile(rb"\x18.(\d{14})(?:\.\d+)?Z", re.DOTALL)


def stamped_at(token: bytes) -> str:
    found = STAMPED_AT.search(token)
    return found.group(1).decode() if found else ""


def hashed_in(data: bytes, told: bytes) -> bool:
    return any(hashlib.new(one, data).digest() in told for one in DIGESTS)


def pem(certificates: Iterable[bytes]) -> bytes:
    named = (base64.encodebytes(one).decode() for one in certificates)
    return "".join(f"-----BEGIN CERTIFICATE-----\n{one}-----END CERTIFICATE-----\n" for one in named).encode()


class Openssl:
    """Asks `openssl`, as of the timestamps' own time; without roots only whether the signatures hold.

    `between` are certificates (PEM) that a chain may pass; they make nobody trusted.
    """

    def __init__(self, roots: list[bytes], folder: str) -> None:
        self.program = shutil.which("openssl")
        self.folder = Path(folder)
        self.roots = self.put("roots.pem", b"\n".join(roots)) if roots else ""
        self.between = b""

    def signs(self, der: bytes, covered: bytes, at: str) -> bool:
        known = self.passing("-certfile")
        trust = (
            ["-CAfile", self.roots, "-purpose", "any", *known, *self.as_of(at)]
            if self.roots
            else ["-noverify"]
        )
        given = ["-in", self.put("cms.der", der), "-content", self.put("covered.bin", covered)]
        told = ["-signer", str(self.folder / "signer.pem")]
        return self.run("cms", "-verify", "-inform", "DER", "-binary", *given, *told, *trust)

    def signer(self) -> str:
        """Return whose certificate the signature checked last was made with: its name and its SHA-256."""
        asked = [
            "x509",
            "-in",
            str(self.folder / "signer.pem"),
            "-noout",
            "-subject",
            "-nameopt",
            "utf8,sep_comma_plus",
        ]
        said = subprocess.run(
            [str(self.program), *asked, "-fingerprint", "-sha256"], capture_output=True, check=False
        )
        return "  ".join(said.stdout.decode("utf-8", "replace").splitlines())

    def stamps(self, token: bytes, stamped: bytes) -> bool:
        given = ["-in", self.put("token.der", token)]
        if not self.roots:
            return self.run("cms", "-verify", "-inform", "DER", "-noverify", *given)
        trust = ["-CAfile", self.roots, *self.passing("-untrusted"), *self.as_of(stamped_at(token))]
        return self.run(
            "ts", "-verify", "-token_in", *given, "-data", self.put("stamped.bin", stamped), *trust
        )

    def passing(self, option: str) -> list[str]:
        return [option, self.put("between.pem", self.between)] if self.between else []

    def as_of(self, at: str) -> list[str]:
        return ["-attime", str(calendar.timegm(time.strptime(at, "%Y%m%d%H%M%S")))] if at else []

    def put(self, name: str, data: bytes) -> str:
        (self.folder / name).write_bytes(data)
        return str(self.folder / name)

    def run(self, *words: str) -> bool:
        if not self.program:
            return True
        out = ["-out", str(self.folder / "out.bin")] if words[0] == "cms" else []
        return subprocess.run([self.program, *words, *out], capture_output=True, check=False).returncode == 0
