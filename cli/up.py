"""`warifu up`: everything on this machine; Ctrl-C stops it cleanly."""

import argparse
import os
import signal
import sys
import threading
import time
import urllib.request
from contextlib import nullcontext
from pathlib import Path

from adapters.settings import Settings
from cli.children import Child, python
from cli.installing import first_login, install
from cli.locking import LOCK, only_one
from cli.passing import passing_folder
from cli.ports import own_port

READY_SECONDS = 90.0
WATCH_SECONDS = 0.3
ROOT = Path(__file__).resolve().parent.parent


def run(_arguments: argparse.Namespace, settings: Settings) -> int:
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    settings.home.mkdir(parents=True, exist_ok=True)
    engine = own_port(settings.temporal_port) if settings.temporal_embedded else nullcontext(0)
    with only_one(settings.home / LOCK), passing_folder(settings.home) as passing, engine as port:
        install(settings)
        children = _children(settings, passing, port)
        try:
            for child in children:
                child.start()
            if _wait_until_ready(settings, children, stopping):
                _welcome(settings)
            _watch(children, stopping)
        finally:
            _say("停止しています…")
            for child in reversed(children):
                child.stop()
    _say("停止しました。")
    return 0


def _children(settings: Settings, passing: Path, port: int) -> list[Child]:
    environment = _environment(settings, port)
    commands = {
        "web": python("webapp"),
        "signing": python("workflows", "signing"),
        "contracts": python("workflows", "contracts"),
    }
    if settings.temporal_embedded:
        commands = {"temporal": _engine(settings, port), **commands}
    return [
        Child(name, command, environment, settings.logs / f"{name}.log", passing / name)
        for name, command in commands.items()
    ]


def _engine(settings: Settings, port: int) -> list[str]:
    """The real server on one SQLite file: durable writes, one partition, this machine only."""
    binary = Path(sys.executable).parent / "temporal"
    dynamic = (
        "matching.numTaskqueueReadPartitions=1",
        "matching.numTaskqueueWritePartitions=1",
    )
    return [
        *(str(binary), "server", "start-dev", "--headless", "--ip", "127.0.0.1", "--port", str(port)),
        *("--db-filename", str(settings.temporal_file), "--log-level", "error"),
        *("--sqlite-pragma", "journal_mode=wal", "--sqlite-pragma", "synchronous=2"),
        *(word for value in dynamic for word in ("--dynamic-config-value", value)),
    ]


def _environment(settings: Settings, temporal_port: int) -> dict[str, str]:
    environment = {
        **os.environ,  # noqa: TID251 -- handed on to our own processes, not read
        "WARIFU_HOME": str(settings.home),
        "WARIFU_PORT": str(settings.port),
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "TEMPORAL_VERSION_CHECK_DISABLED": "1",  # or the server asks its makers for news (LW-41)
    }
    if settings.temporal_embedded:
        environment |= {"WARIFU_TEMPORAL_PORT": str(temporal_port), "WARIFU_TEMPORAL_EMBEDDED": "yes"}
    return environment


def _wait_until_ready(settings: Settings, children: list[Child], stopping: threading.Event) -> bool:
    _say("起動しています…")
    deadline = time.monotonic() + READY_SECONDS
    while not stopping.wait(WATCH_SECONDS) and time.monotonic() < deadline:
        for child in children:
            child.revive()
        if _is_ready(settings):
            return True
    if not stopping.is_set():
        _say(f"起動に時間がかかっています。{settings.logs} の記録をご確認ください。")
    return False


def _is_ready(settings: Settings) -> bool:
    host = settings.host if settings.host not in {"0.0.0.0", "::"} else "127.0.0.1"  # noqa: S104 -- compared, not bound
    try:
        with urllib.request.urlopen(f"http://{host}:{settings.port}/readyz", timeout=3) as answer:
            return bool(answer.status == 200)  # noqa: PLR2004 -- HTTP's OK
    except OSError:
        return False


def _welcome(settings: Settings) -> None:
    _say("")
    _say("割符（Warifu）を起動しました。")
    _say(f"  URL             {settings.base_url}/")
    login = first_login(settings)
    if login:
        _say(f"  ログインID      {login[0]}")
        _say(f"  仮パスワード    {login[1]}（最初のログインで変更します）")
    if settings.mail == "outbox" and settings.is_loopback:
        _say(f"  送信箱          {settings.base_url}/dev/mailbox")
    if settings.splits_sms:
        _say("  ご注意          WARIFU_BASE_URL が長いため、SMSは2通分の長さで送られます。")
    _say("  終了するには Ctrl-C を押してください。")


def _watch(children: list[Child], stopping: threading.Event) -> None:
    while not stopping.wait(WATCH_SECONDS):
        for child in children:
            if child.revive():
                _say(f"{child.name} を再起動しました（{child.starts} 回目の起動）。")


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201 -- a command talks on standard output
