"""Stopped cleanly, its workflow server's file deleted, started again: every open contract goes on."""

from pathlib import Path

import pytest

from tests.journeys.counterparty import agrees
from tests.journeys.running import Running, running, until
from tests.lifecycle.office import a_pdf


def sent(system: Running) -> str:
    parties = [
        {
            "role": "当事者",
            "kind": "individual",
            "name": f"佐藤 {name}",
            "email": f"{name}@example.com",
            "order": n,
        }
        for n, name in enumerate("ab", 1)
    ]
    contract = system.new_contract({"title": "契約", "contract_type": "nda", "parties": parties}, a_pdf())
    system.call("POST", f"/api/v1/contracts/{contract}/sending", b"{}")
    return contract


def stage(system: Running, contract: str) -> str:
    return str(system.call("GET", f"/api/v1/contracts/{contract}")["stage"])


@pytest.mark.timeout(180)
def test_an_open_contract_goes_on_after_temporal_db_was_deleted(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with running(home) as system:
        contract = sent(system)
        agrees(system, "a@example.com")
        children = [int(path.read_text()) for path in (home / "logs").glob("*.pid")]
    assert system.process.returncode == 0
    assert not [pid for pid in children if Path(f"/proc/{pid}/cmdline").exists() and _is_ours(pid)]
    for name in ("temporal.db", "temporal.db-wal", "temporal.db-shm"):
        (home / name).unlink(missing_ok=True)
    with running(home) as system:
        assert stage(system, contract) == "awaiting_other"
        agrees(system, "b@example.com")
        until(lambda: stage(system, contract) == "concluded")
        until(lambda: system.mails("a@example.com", "締結完了"))


def _is_ours(pid: int) -> bool:
    return Path(f"/proc/{pid}/exe").readlink().name in {"python3.11", "temporal"}
