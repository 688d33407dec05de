"""deploy/nginx/nginx.conf before the real web process; only ports and folders are of this machine."""

import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from database.audit import AuditEvent
from tests import databases
from tests.api.test_process import free_port, wait_until_answering
from tests.deploy.conftest import ROOT
from tests.lifecycle.office import Office, open_office

VISITOR, OTHER, WRITTEN = "127.0.0.5", "127.0.0.6", "203.0.113.9"
PAGES_OF_LINKS = ("/account/link", "/password/reset", "/address/confirmation", "/shared/link")
SECRET = "kanaria-no-kagi"  # noqa: S105 -- stands for the token of a link
END_SECONDS = 30.0
PATIENCE_SECONDS = 30.0


@dataclass(frozen=True)
class Front:
    office: Office
    port: int
    behind: int
    log: Path
    server: subprocess.Popen[bytes]

    def whole_log(self) -> str:
        """Return what nginx wrote, after it has ended: its workers write in no order."""
        self.server.send_signal(signal.SIGQUIT)
        self.server.wait(END_SECONDS)
        return self.log.read_text()

    def ask(  # noqa: PLR0913 -- one request
        self,
        method: str,
        path: str,
        body: bytes = b"",
        headers: dict[str, str] | None = None,
        *,
        visitor: str = VISITOR,
        port: int = 0,
    ) -> tuple[int, str, str]:
        """Return status, text and cookies of an answer to a visitor at this address."""
        connection = http.client.HTTPConnection(
            "127.0.0.1", port or self.port, PATIENCE_SECONDS, source_address=(visitor, 0)
        )
        try:
            connection.request(method, path, body or None, headers or {})
            answer = connection.getresponse()
            cookies = "; ".join(value.split(";")[0] for value in answer.headers.get_all("Set-Cookie", []))
            return answer.status, answer.read().decode(), cookies
        finally:
            connection.close()

    def fails_to_sign_in(self, visitor: str, port: int) -> str:
        """Type a wrong password and return the address that the audit log has for it."""
        forwarded = {"X-Forwarded-For": WRITTEN, "X-Real-IP": WRITTEN, "Forwarded": f"for={WRITTEN}"}
        _status, page, cookies = self.ask("GET", "/sign-in", visitor=visitor, port=port)
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        assert token, page
        form = urlencode({"csrf_token": token[1], "login": "sender@example.co.jp", "password": "wrong-one-1"})
        headers = {**forwarded, "Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        status, _page, _cookies = self.ask(
            "POST", "/sign-in", form.encode(), headers, visitor=visitor, port=port
        )
        assert status == 422
        with self.office.opened.database.reading() as session:
            told = session.scalars(select(AuditEvent).order_by(AuditEvent.sequence.desc())).first()
        assert told is not None
        assert told.code == "sign_in_failed"
        return str(json.loads(told.facts)["address"])


@pytest.fixture
def front(tmp_path: Path) -> Iterator[Front]:
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.skip("nginx is not installed")
    office, port, behind = open_office(tmp_path / "home"), free_port(), free_port()
    log = tmp_path / "nginx.log"
    with (
        log.open("wb") as out,
        web(office, behind),
        nginx(program, tmp_path, (port, behind), out.fileno()) as server,
    ):
        wait_until_answering(port)
        yield Front(office, port, behind, log, server)


@contextmanager
def web(office: Office, port: int) -> Iterator[None]:
    environment = {
        **databases.environment(office.opened.settings.home),
        "PATH": os.defpath,
        "PYTHONPATH": str(ROOT),
        "WARIFU_PORT": str(port),
        "WARIFU_TRUSTED_PROXIES": "127.0.0.1",
    }
    process = subprocess.Popen([sys.executable, "-m", "webapp"], env=environment, stderr=subprocess.DEVNULL)
    try:
        wait_until_answering(port)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(END_SECONDS)


@contextmanager
def nginx(program: str, folder: Path, ports: tuple[int, int], out: int) -> Iterator[subprocess.Popen[bytes]]:
    text = (ROOT / "deploy" / "nginx" / "nginx.conf").read_text()
    for ours, here in (
        ("listen 8080", f"listen 127.0.0.1:{ports[0]}"),
        ("http://web:8080", f"http://127.0.0.1:{ports[1]}"),
        ("/tmp/nginx", str(folder / "nginx")),  # noqa: S108 -- the path inside the container
    ):
        assert ours in text
        text = text.replace(ours, here)
    configuration = folder / "nginx.conf"
    configuration.write_text(text)
    user = "user root; " if os.geteuid() == 0 else ""
    words = ["-c", str(configuration), "-p", str(folder), "-e", "stderr", "-g", f"{user}daemon off;"]
    process = subprocess.Popen([program, *words], stdout=out, stderr=out)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGQUIT)
        process.wait(END_SECONDS)


@pytest.mark.shows("T25")
def test_the_log_has_the_visitor_whatever_they_or_a_stranger_behind_nginx_write(front: Front) -> None:
    assert front.fails_to_sign_in(VISITOR, front.port) == VISITOR
    assert front.fails_to_sign_in(OTHER, front.behind) == OTHER


def test_a_body_beyond_the_limit_is_refused_before_it_is_sent(front: Front) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", front.port, PATIENCE_SECONDS)
    connection.putrequest("POST", "/drafts/new")
    connection.putheader("Content-Length", str(205 * 1024 * 1024))
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


@pytest.mark.shows("T12")
def test_the_link_of_a_party_is_in_no_log_of_nginx(front: Front) -> None:
    assert front.ask("GET", f"/c/l/{SECRET}?a={SECRET}")[0] in {200, 404, 410}
    assert front.ask("GET", f"/s/{SECRET}")[0] == 404
    for page in PAGES_OF_LINKS:
        assert front.ask("GET", f"{page}/{SECRET}")[0] in {302, 303, 404, 410}
    assert front.ask("GET", "/metrics")[0] == 404
    log = front.whole_log()
    assert "GET /c/- " in log
    assert "GET /s/- " in log
    assert "GET /address/- " in log
    assert "GET /shared/- " in log
    assert SECRET not in log


@pytest.mark.shows("T12")
def test_every_page_that_is_a_secret_is_named_to_nginx() -> None:
    """A rule whose address holds a `token` is a link: a new one has to be hidden here too."""
    matrix = (ROOT / "tests" / "access" / "matrix.toml").read_text()
    secret = set(re.findall(r'^"(/[^"<]*)<(?:path:)?token>', matrix, re.MULTILINE))
    assert {"/c/l/", "/s/", "/shared/link/", "/password/reset/"} <= secret
    text = (ROOT / "deploy" / "nginx" / "nginx.conf").read_text()
    hidden = re.findall(r"~\^(/\S+) /", text.partition("map $uri $loggable_path")[2].partition("}")[0])
    assert [page for page in secret if not page.startswith(tuple(hidden))] == []
