"""A foreign TSA with roots of its own behind a real loopback server: tokens by POST, its lists by GET."""

import asyncio
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from adapters.sealing import Authority, LocalTimestamper
from adapters.sealing.keys.issuance import ISSUING_PROFILE, ROOT_PROFILE, TSA_PROFILE, issue
from tests.evidence.clock import present


def foreign_authority(authority: Authority, name: str) -> Authority:
    """Make root, issuer and TSA of another provider; the keys of signing are not theirs."""
    root = issue(replace(ROOT_PROFILE, common_name=f"{name} ルート"), None, "root", present())
    issuing = issue(replace(ISSUING_PROFILE, common_name=f"{name} 発行"), root, "root", present())
    tsa = issue(replace(TSA_PROFILE, common_name=f"{name} TSU"), issuing, "issuing", present())
    pem = root.certificate.public_bytes(Encoding.PEM)
    return replace(authority, root=root, issuing=issuing, tsa=tsa, root_pem=pem)


@dataclass
class TsaHost:
    """`asked` are the paths of all requests in order, `seen` the Authorization headers."""

    authority: Authority
    answers: bool = True
    lists: bool = True
    asked: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    url: str = ""

    def posted(self, body: bytes) -> tuple[int, bytes]:
        return (
            (200, asyncio.run(LocalTimestamper(self.authority).answer(body))) if self.answers else (503, b"")
        )

    def got(self, path: str) -> tuple[int, bytes]:
        if not self.lists:
            return 503, b""
        return 200, dict(zip(("/root.crl", "/ca.crl"), self.authority.revocation_lists(), strict=True))[path]

    def entry(self, folder: Path, *further: str, name: str = "第一時刻認証") -> str:
        """Return this TSA as it stands in WARIFU_TSA_FILE; its certificates are written into `folder`."""
        stem = f"tsa-{self.url.rsplit(':', 1)[-1].strip('/')}"
        (folder / f"{stem}-root.pem").write_bytes(self.authority.root_pem)
        issuing = self.authority.issuing.certificate.public_bytes(Encoding.PEM)
        (folder / f"{stem}-ca.pem").write_bytes(issuing)
        lines = [
            "[[tsa]]",
            f'name = "{name}"',
            f'url = "{self.url}"',
            f'roots = ["{stem}-root.pem"]',
            f'intermediates = ["{stem}-ca.pem"]',
            f'crls = ["{self.url}root.crl", "{self.url}ca.crl"]',
            *further,
        ]
        return "\n".join(lines) + "\n"


class Handler(BaseHTTPRequestHandler):
    host: TsaHost

    def do_POST(self) -> None:
        self._answer(*self.host.posted(self.rfile.read(int(self.headers["Content-Length"]))))

    def do_GET(self) -> None:
        self._answer(*self.host.got(self.path))

    def _answer(self, status: int, body: bytes) -> None:
        self.host.asked.append(self.path)
        self.host.seen.append(self.headers.get("Authorization", ""))
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


class Server(HTTPServer):
    def handle_error(self, *_: object) -> None:
        """Who breaks off a handshake is no news."""


@contextmanager
def hosted(authority: Authority, tls: ssl.SSLContext | None = None) -> Iterator[TsaHost]:
    host = TsaHost(authority)
    handler = type("Handler", (Handler,), {"host": host})
    with Server(("127.0.0.1", 0), handler) as server:
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        host.url = f"http{'s' if tls else ''}://127.0.0.1:{server.server_port}/"
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield host
        finally:
            server.shutdown()
            thread.join()


def loopback_tls(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """Return a server's side for https://127.0.0.1, and its own certificate as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "loopback")])
    now = datetime.now(UTC)  # noqa: TID251 -- the TLS of this machine has no other clock
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "host.pem", folder / "host.key"
    public.write_bytes(certificate.public_bytes(Encoding.PEM))
    private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return context, public
