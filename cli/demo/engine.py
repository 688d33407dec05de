"""Reaching the engine of this very installation."""

from pathlib import Path

from temporalio.client import Client
from temporalio.service import RPCError

from adapters.payloads import data_converter, payload_keys
from adapters.settings import Settings
from workflows.connection import connect_lazily
from workflows.door import HEALTH_PATIENCE
from workflows.installation import Opened

PROCESSES = Path("/proc")


class EngineAway(Exception):
    """Nothing of this installation is running; the text says how to start it."""

    def __init__(self) -> None:
        super().__init__(
            "割符が起動していません。別の端末で「warifu up」（または make run）を起動してから、"
            "もう一度実行してください。"
        )


async def client_of(opened: Opened) -> Client:
    """Return a client of the engine, which has just answered; raises EngineAway."""
    converter = data_converter(payload_keys(opened.keys))
    client = await connect_lazily(engine_address(opened.settings), converter)
    try:
        await client.service_client.check_health(timeout=HEALTH_PATIENCE)
    except (RPCError, RuntimeError):
        raise EngineAway from None
    return client


def engine_address(settings: Settings) -> str:
    """Return the address the settings name, or where `warifu up` put the engine of this home.

    It takes another port when its own is in use, perhaps by another installation, which must not be asked.
    """
    if not settings.temporal_embedded:
        return settings.temporal_address
    words = _command_of(settings.logs / "temporal.pid")
    if str(settings.temporal_file) not in words or "--port" not in words:
        raise EngineAway
    return f"127.0.0.1:{words[words.index('--port') + 1]}"


def _command_of(pid_file: Path) -> list[str]:
    try:
        pid = pid_file.read_text().strip()
        return (PROCESSES / pid / "cmdline").read_bytes().decode().split("\0")
    except (OSError, UnicodeDecodeError):
        return []
