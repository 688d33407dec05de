"""A backup taken while contracts are under way, brought back elsewhere: they go on (GM-33, T76)."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.backups.offline import new_identity
from tests.journeys.counterparty import agrees
from tests.journeys.running import Running, running, until
from tests.lifecycle.office import a_pdf

MAIL = "partner@example.com"
FACTS: dict[str, object] = {
    "title": "業務委託契約書",
    "contract_type": "nda",
    "parties": [{"role": "当事者", "kind": "individual", "name": "佐藤 花子", "email": MAIL, "order": 1}],
}


@dataclass
class Moved(Running):
    """The same site at another address: links that were sent before lead to it."""

    before: Running | None = None

    def link(self, to: str, word: str) -> str:
        assert self.before is not None
        return self.before.link(to, word).replace(self.before.base, self.base)


@pytest.mark.timeout(400)
@pytest.mark.shows("GM-33", "T76")
def test_an_open_contract_of_a_restored_backup_is_concluded_by_the_link_that_was_sent_before(
    tmp_path: Path,
) -> None:
    kept = new_identity()
    recipients, offline, shelf = tmp_path / "recipients", tmp_path / "identity", tmp_path / "shelf"
    recipients.write_text(f"{kept.recipient}\n")
    offline.write_text(f"{kept.identity}\n")
    with running(tmp_path / "home") as system:
        contract = system.new_contract(FACTS, a_pdf())
        system.fetch("POST", f"/api/v1/contracts/{contract}/sending", b"{}")
        system.link(MAIL, "ご確認のお願い")
        system.command("backup", str(shelf), "--recipients", str(recipients))
    elsewhere = replace(system, home=tmp_path / "again")
    elsewhere.home.mkdir()
    told = elsewhere.command("restore", str(shelf), "--identity", str(offline))
    assert "破損0件" in told
    with running(elsewhere.home) as again:
        moved = Moved(**vars(again), before=system)
        agrees(moved, MAIL)
        until(lambda: moved.call("GET", f"/api/v1/contracts/{contract}")["stage"] == "concluded")
        assert "異常なし" in moved.command("audit", "verify")
