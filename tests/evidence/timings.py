"""Print what each stage costs on this machine: `python -m tests.evidence.timings`."""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from adapters.sealing import Sealer, create_test_authority, load_authority
from adapters.verification import examine
from adapters.verification.reading import findings_of
from tests.evidence import contract
from tests.evidence.clock import present

Made = TypeVar("Made")
ROUNDS = 7


def timed(stage: str, act: Callable[[], Made], rounds: int = ROUNDS) -> Made:
    """Run `act` several times, print the median and the first in milliseconds, return its last result."""
    spent = []
    made = None
    for _ in range(rounds):
        started = time.perf_counter()
        made = act()
        spent.append((time.perf_counter() - started) * 1000)
    sys.stdout.write(f"{stage:32} median {statistics.median(spent):8.1f} ms   first {spent[0]:8.1f} ms\n")
    assert made is not None
    return made


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        create_test_authority(Path(folder), contract.PASSPHRASE, present())
        sys.stdout.write(f"{'authority':32} once   {(time.perf_counter() - started) * 1000:8.1f} ms\n")
        authority = load_authority(Path(folder), contract.PASSPHRASE, present)
    sealer = Sealer(authority, contract.timestamper(authority), present)
    prepared = timed("prepare", contract.prepared)
    created = timed("certify B-T", lambda: sealer.certify(prepared, contract.creation_reason()))
    agreed = created
    for key in contract.KEYS:
        parent, filling, reason = agreed.pdf, contract.filling(key), contract.agreement_reason(key)
        agreed = timed(f"agree {key} B-T", lambda p=parent, f=filling, r=reason: sealer.agree(p, f, r))  # type: ignore[misc]  # mypy cannot infer defaults
    concluded = timed("conclude B-LTA", lambda: sealer.conclude(agreed.pdf, "締結"))
    timed("renew timestamp", lambda: sealer.renew_timestamp(concluded.pdf))
    blank = contract.blank(1)
    timed("certificate B-LTA", lambda: sealer.seal_certificate(blank, "証明"))
    timed("examine in this process", lambda: findings_of(concluded.pdf, [authority.root_pem]))
    timed("examine in the child", lambda: examine(concluded.pdf, [authority.root_pem]), 3)


if __name__ == "__main__":
    main()
