"""Nothing leaves the machine by default."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.running import ROOT

ALONE = ["unshare", "--net", "--map-root-user"]


def may_be_alone() -> bool:
    try:
        return subprocess.run([*ALONE, "true"], check=False, capture_output=True).returncode == 0
    except OSError:
        return False


@pytest.mark.shows("LW-41")
@pytest.mark.skipif(not may_be_alone(), reason="this machine does not let us make a network namespace")
def test_a_whole_lifecycle_tries_to_reach_nothing_but_this_machine(tmp_path: Path) -> None:
    done = subprocess.run(
        [*ALONE, sys.executable, "-m", "tests.journeys.offline", str(tmp_path / "home")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == {"stage": "concluded", "unroutable": 0}
