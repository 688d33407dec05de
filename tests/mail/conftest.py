import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from adapters.mail import Mail, Sender

SENDER = Sender("株式会社あおぞら不動産", "no-reply@keiyaku.example.jp")


@dataclass
class Service:
    """A mail service on this machine that answers as it is told to and keeps what it was sent."""

    url: str
    status: int = 202
    answer: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    bodies: list[Any] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


@pytest.fixture
def service() -> Iterator[Service]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            told.bodies.append(json.loads(content))
            told.keys.append(f"{self.path} {self.headers['Authorization']}")
            self.send_response(told.status)
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(told.answer.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name http.server uses
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        told = Service(f"http://127.0.0.1:{server.server_address[1]}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield told
        server.shutdown()
        thread.join()


@pytest.fixture
def compose() -> Callable[..., Mail]:
    def mail(**other: Any) -> Mail:  # noqa: ANN401 -- any field of Mail
        known: dict[str, Any] = {
            "message_id": "contract-7.12.sign_request.party-2",
            "to": "hanako@example.jp",
            "to_name": "佐藤 花子",
            "subject": "【株式会社あおぞら不動産】「業務委託契約書」ご確認のお願い",
            "text": "https://keiyaku.example.jp/c/CANARYLINK\n",
            "html": "<p>https://keiyaku.example.jp/c/CANARYLINK</p>\n",
        }
        return Mail(**(known | other))

    return mail
