"""An OpenID provider on this machine: it signs what it is told to, and takes each code once."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

CLIENT, SECRET = "warifu-test", "s3cret/+with:signs"
RSA = RSAKey.generate_key(2048, {"kid": "rsa", "use": "sig"})
EC = ECKey.generate_key("P-256", {"kid": "ec", "use": "sig"})
STRANGER = RSAKey.generate_key(2048, {"kid": "rsa"})


@dataclass
class Issued:
    challenge: str
    returns_to: str
    token: str


@dataclass
class Provider:
    url: str
    codes: dict[str, Issued] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    """What is answered instead of the truth, by path."""

    def approves(self, address: str, key: Any = RSA, **claims: Any) -> str:  # noqa: ANN401 -- keys and claims of any kind
        """Return the address that leads back from the authorization page; a claim of None is left out."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert (query["response_type"], query["code_challenge_method"]) == ("code", "S256")
        now = int(time.time())
        told = {
            "iss": self.url,
            "aud": query["client_id"],
            "sub": "subject-1",
            "email": "viewer@sample.example",
            "email_verified": True,
            "name": "閲覧 花子",
            "nonce": query["nonce"],
            "iat": now,
            "exp": now + 300,
            **claims,
        }
        said = {name: value for name, value in told.items() if value is not None}
        code = secrets.token_urlsafe()
        self.codes[code] = Issued(query["code_challenge"], query["redirect_uri"], signed(said, key))
        back = urlsplit(query["redirect_uri"])
        return f"{back.path}?{urlencode({'code': code, 'state': query['state'], 'iss': self.url})}"

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, str]]:
        """A code is good once, for the verifier whose digest came with it and for this client alone."""
        issued = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        pair = base64.b64encode(f"{CLIENT}:s3cret%2F%2Bwith%3Asigns".encode()).decode()
        is_right = issued is not None and (challenge, form.get("redirect_uri")) == (
            issued.challenge,
            issued.returns_to,
        )
        if issued is None or not is_right or authorization != f"Basic {pair}":
            return 400, {"error": "invalid_grant"}
        return 200, {"id_token": issued.token, "access_token": "unused", "token_type": "Bearer"}

    def documents(self) -> dict[str, dict[str, Any]]:
        about = {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks",
        }
        keys = [one.as_dict(private=False) for one in (RSA, EC)]
        return {"/.well-known/openid-configuration": about, "/jwks": {"keys": keys}}


def signed(claims: dict[str, Any], key: Any) -> str:  # noqa: ANN401 -- as above; None signs with nothing
    if key is None:
        parts = ({"alg": "none", "kid": "rsa"}, claims)
        spelled = [base64.urlsafe_b64encode(json.dumps(one).encode()).rstrip(b"=").decode() for one in parts]
        return ".".join((*spelled, ""))
    algorithm = {"RSA": "RS256", "EC": "ES256", "oct": "HS256"}[key.key_type]
    return jwt.encode({"alg": algorithm, "kid": key.kid}, claims, key, algorithms=[algorithm])


class Answering(BaseHTTPRequestHandler):
    """`server` knows what it is to tell."""

    server: "Listening"

    def do_GET(self) -> None:
        told = self.server.told
        told.asked.append(self.path)
        if self.path.startswith("/authorize?"):
            back = urlsplit(parse_qs(urlsplit(self.path).query)["redirect_uri"][0])
            place = f"{back.scheme}://{back.netloc}{told.approves(self.path)}"
            self._says(302, {"Location": place}, b"")
            return
        found = told.documents().get(self.path)
        self._answers(200 if found else 404, found or {})

    def do_POST(self) -> None:
        self.server.told.asked.append(self.path)
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form, authorization = dict(parse_qsl(body)), self.headers.get("Authorization", "")
        self._answers(*self.server.told.token(form, authorization))

    def _answers(self, status: int, content: dict[str, Any]) -> None:
        self._says(*self.server.told.answers.get(self.path, (status, {}, json.dumps(content).encode())))

    def _says(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name http.server uses
        """Keep quiet."""


class Listening(ThreadingHTTPServer):
    told: Provider


@contextmanager
def provided() -> Iterator[Provider]:
    with Listening(("127.0.0.1", 0), Answering) as server:
        server.told = Provider(f"http://localhost:{server.server_address[1]}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.told
        server.shutdown()
        thread.join()
