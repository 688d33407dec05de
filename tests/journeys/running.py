"""The whole system as a user starts it: `warifu up` with a home of its own on a free port."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from tests import databases

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 90.0
PATIENCE_SECONDS = 180.0
"""A step that was killed six times waits over a minute in all (`EFFECT_RETRY` in `workflows/timing.py`)."""
PROCESSES = ("temporal", "contracts", "signing", "web")
TROUBLE = (OSError, http.client.HTTPException)
"""A refused connection, a refusal by status, or an answer that a killed server cut off."""


@dataclass
class Running:
    home: Path
    port: int
    process: "subprocess.Popen[str]"
    output: Path
    token: str = ""

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        return {**_clean(), **databases.environment(self.home), "WARIFU_PORT": str(self.port)}

    def command(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "cli", *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def pid(self, name: str) -> int:
        return int((self.home / "logs" / f"{name}.pid").read_text())

    def call(self, method: str, path: str, body: bytes = b"", kind: str = "application/json") -> Any:  # noqa: ANN401 -- any JSON
        """Ask the API and return its JSON; raises urllib.error.HTTPError for a refusal."""
        return json.loads(self.fetch(method, path, body, kind))

    def fetch(self, method: str, path: str, body: bytes = b"", kind: str = "application/json") -> bytes:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": kind}
        request = urllib.request.Request(self.base + path, body or None, headers, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            data: bytes = answer.read()
        return data

    def new_contract(self, facts: dict[str, object], *pdfs: bytes) -> str:
        """Draft by the API, with its documents; not sent yet. The first is 契約書.pdf, the next 別紙1.pdf."""
        contract: str = self.call("POST", "/api/v1/contracts", json.dumps(facts).encode())["id"]
        mark = uuid.uuid4().hex
        names = ["契約書.pdf", *(f"別紙{number}.pdf" for number in range(1, len(pdfs)))]
        body = b"".join(_part(mark, name, pdf) for name, pdf in zip(names, pdfs, strict=True))
        body += f"--{mark}--\r\n".encode()
        path = f"/api/v1/contracts/{contract}/documents"
        self.call("POST", path, body, f"multipart/form-data; boundary={mark}")
        return contract

    def mails(self, to: str, word: str = "") -> list[EmailMessage]:
        found = [read_mail(path) for path in sorted((self.home / "outbox").glob("*.eml"))]
        return [mail for mail in found if to in mail["To"] and word in mail["Subject"]]

    def link(self, to: str, word: str) -> str:
        """Wait for the mail to `to` whose subject has `word`, and return the personal link in it."""
        mails = until(lambda: self.mails(to, word))
        body = mails[-1].get_body(("plain",))
        assert body is not None
        found = re.search(r"http://\S+/c/l/\S+", body.get_content())
        assert found, mails[-1]["Subject"]
        return found[0]


def _part(mark: str, name: str, pdf: bytes) -> bytes:
    head = (
        f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    )
    return head.encode() + pdf + b"\r\n"


def read_mail(path: Path) -> EmailMessage:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def until(look: Callable[[], Any], seconds: float = PATIENCE_SECONDS) -> Any:  # noqa: ANN401 -- whatever look finds
    """Look again and again until there is something to see."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            found = look()
        except TROUBLE:
            found = None
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError("nothing to see", look)


@contextmanager
def running(home: Path) -> Iterator[Running]:
    """Start everything, hand it over ready with an API token, and stop it as Ctrl-C does."""
    home.mkdir(parents=True, exist_ok=True)
    port = free_port()
    output = home / "up.txt"
    with output.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "cli", "up"],
            cwd=ROOT,
            env={**_clean(), **databases.ready(home), "WARIFU_PORT": str(port)},
            stdout=out,
            stderr=subprocess.STDOUT,
            text=True,
        )
    system = Running(home, port, process, output)
    try:
        until(lambda: "Ctrl-C" in output.read_text() or process.poll() is not None, START_SECONDS)
        assert process.poll() is None, output.read_text()
        system.token = system.command("token", "create", "--user", "admin@warifu.example")
        yield system
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _clean() -> dict[str, str]:
    given = os.environ  # noqa: TID251 -- handed on to the commands of the test, without our settings
    kept = {name: value for name, value in given.items() if not name.startswith("WARIFU_")}
    return {**kept, "PYTHONPATH": str(ROOT)}
