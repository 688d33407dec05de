"""Over https a provider is who its certificate names, at the address that was looked at."""

import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from adapters.sign_on import asking
from contracts.sign_on import SignOnRefused

NAME = "login.example.com"
THEN = datetime(2026, 1, 1, tzinfo=UTC)


def certified(folder: Path) -> Path:
    """Write a key and a certificate that speaks for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(THEN)
        .not_valid_after(THEN + timedelta(days=36_500))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    place = folder / "certificate.pem"
    place.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return place


class Echo(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"host": "%s"}' % self.headers["Host"].encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name http.server uses
        """Keep quiet."""


class Quiet(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A handshake that the other side breaks off is what is tried here."""


@pytest.fixture
def port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    place = certified(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(place))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(place)
    with Quiet(("127.0.0.1", 0), Echo) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_the_name_is_checked_against_the_certificate_and_told_to_the_host(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = (NAME, f"another.example.com:{port}", f"{NAME}:{port}")
    monkeypatch.setattr(asking, "addresses_of", lambda _parts: [("127.0.0.1", port)])
    assert asking.ask(f"https://{NAME}:{port}/x", listed) == (200, {"host": f"{NAME}:{port}"})
    with pytest.raises(SignOnRefused) as refused:
        asking.ask(f"https://another.example.com:{port}/x", listed)
    assert refused.value.reason == "unreachable"
