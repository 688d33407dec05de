"""Run one whole lifecycle and print how often this network namespace tried to reach anything outside."""

import fcntl
import json
import socket
import struct
import sys
from pathlib import Path

from tests.journeys.counterparty import agrees
from tests.journeys.running import running, until
from tests.lifecycle.office import a_pdf

SIOCSIFFLAGS = 0x8914
IFF_UP_RUNNING = 0x41


def main(home: Path) -> None:
    bring_loopback_up()
    with running(home) as system:
        party = {"role": "当事者", "kind": "individual", "name": "佐藤 一郎", "email": "a@example.com"}
        facts: dict[str, object] = {
            "title": "契約",
            "contract_type": "nda",
            "parties": [{**party, "order": 1}],
        }
        contract = system.new_contract(facts, a_pdf())
        system.call("POST", f"/api/v1/contracts/{contract}/sending", b"{}")
        agrees(system, "a@example.com")
        until(lambda: system.call("GET", f"/api/v1/contracts/{contract}")["stage"] == "concluded")
        until(lambda: system.mails("a@example.com", "締結完了"))
    print(json.dumps({"stage": "concluded", "unroutable": unroutable()}))  # noqa: T201 -- the answer


def bring_loopback_up() -> None:
    with socket.socket() as some:
        fcntl.ioctl(some, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", IFF_UP_RUNNING))


def unroutable() -> int:
    """The kernel's count of packets that had nowhere to go: with only loopback, all that wanted out."""
    lines = [line.split() for line in Path("/proc/net/snmp").read_text().splitlines() if line[:3] == "Ip:"]
    return int(dict(zip(*lines, strict=True))["OutNoRoutes"])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
