"""How nginx tells web by what the visitor came; in web's place stands an answer that repeats it."""

import http.client
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.api.test_process import free_port, wait_until_answering
from tests.deploy.test_nginx import nginx


class Repeats(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        said = self.headers.get("X-Forwarded-Proto", "nothing").encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_words: object) -> None:
        """Say nothing among the tests."""


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.skip("nginx is not installed")
    web = ThreadingHTTPServer(("127.0.0.1", 0), Repeats)
    thread = threading.Thread(target=web.serve_forever, daemon=True)
    thread.start()
    front = free_port()
    with (
        (tmp_path / "log").open("wb") as out,
        nginx(program, tmp_path, (front, web.server_port), out.fileno()),
    ):
        wait_until_answering(front)
        yield front
    web.shutdown()
    thread.join()
    web.server_close()


def test_web_hears_what_the_terminator_says_and_nothing_where_it_says_nothing(port: int) -> None:
    def heard(**headers: str) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", port, 10)
        try:
            connection.request("GET", "/", headers=headers)
            return connection.getresponse().read().decode()
        finally:
            connection.close()

    assert heard(**{"X-Forwarded-Proto": "https"}) == "https"
    assert heard(**{"X-Forwarded-Proto": "http"}) == "http"
    assert heard(**{"X-Forwarded-Proto": "javascript"}) == "nothing"
    assert heard() == "nothing"
