"""How an installation proves itself to a TSA, and the TSA's host to it."""

import base64
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class TsaAccess:
    """Nothing, `user` with a password, a bearer token, or a client certificate with its key (PEM).

    Secrets are read when they are needed: a file that is replaced counts from the next question on.
    """

    user: str = ""
    password_file: Path | None = None
    token_file: Path | None = None
    client_certificate: Path | None = None
    client_key: Path | None = None
    tls_roots: Path | None = None

    def headers(self) -> Mapping[str, str]:
        """Return the Authorization header, if any; raises OSError when the file cannot be read."""
        if self.password_file is not None:
            plain = f"{self.user}:{_secret(self.password_file)}".encode()
            return {"Authorization": f"Basic {base64.b64encode(plain).decode()}"}
        if self.token_file is not None:
            return {"Authorization": f"Bearer {_secret(self.token_file)}"}
        return {}

    def tls(self) -> ssl.SSLContext:
        """Return what verifies the host; raises OSError for files that cannot be read or do not fit."""
        return _context(self)


@lru_cache
def _context(access: TsaAccess) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=access.tls_roots)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if access.client_certificate is not None:
        context.load_cert_chain(access.client_certificate, access.client_key)
    return context


def _secret(path: Path) -> str:
    return path.read_text("utf-8").strip()
