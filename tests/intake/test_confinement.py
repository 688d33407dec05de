import os
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from adapters.confinement import ConfinedTaskFailed, FailureCode, Limits, run_confined

NAUGHTY = "tests.intake.naughty:"
SHORT = Limits(wall_seconds=1.5)


def failure_of(task: str, limits: Limits | None = None, **facts: int) -> FailureCode:
    with pytest.raises(ConfinedTaskFailed) as failed:
        run_confined(NAUGHTY + task, dict(facts), b"", limits)
    return failed.value.code


def test_facts_and_bytes_come_back_from_the_child() -> None:
    answer = run_confined(NAUGHTY + "echo", {"割符": 1}, b"abc" * 1_000_000)
    assert answer.facts == {"heard": {"割符": 1}}
    assert answer.body == b"cba" * 1_000_000


@pytest.mark.shows("T41", "T42")
def test_a_child_that_never_ends_is_killed_on_time() -> None:
    started = time.monotonic()
    assert failure_of("spin", SHORT) is FailureCode.TIMEOUT
    assert time.monotonic() - started < 3


@pytest.mark.shows("T41")
def test_a_child_that_wants_too_much_memory_fails_alone() -> None:
    assert failure_of("swallow_memory") is FailureCode.MEMORY


@pytest.mark.shows("T41")
def test_a_child_that_aborts_fails_alone() -> None:
    assert failure_of("abort") is FailureCode.CRASHED


def test_a_child_that_leaves_without_an_answer_has_failed() -> None:
    assert failure_of("leave_early") is FailureCode.CRASHED


def test_an_answer_longer_than_allowed_is_a_failure() -> None:
    assert failure_of("answer_at_length", Limits(answer_bytes=1000), bytes=5000) is FailureCode.CRASHED


def test_what_a_library_prints_does_not_reach_the_answer() -> None:
    assert run_confined(NAUGHTY + "chatter", {}, b"").facts == {"said": True}


def test_the_child_inherits_no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARIFU_SECRET", "x")
    environment = run_confined(NAUGHTY + "surroundings", {}, b"").facts["environment"]
    assert isinstance(environment, list)
    assert set(environment) <= {"PATH", "LANG", "LC_CTYPE"}


@pytest.mark.shows("T40")
def test_the_child_reaches_nothing_on_the_network() -> None:
    if subprocess.run(["unshare", "-rn", "true"], check=False, capture_output=True).returncode:
        pytest.skip("this kernel lets no process leave its network")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        assert run_confined(NAUGHTY + "call_out", {"port": port}, b"").facts == {"reached": False}


@pytest.mark.shows("T41")
def test_a_third_caller_waits_and_is_told_when_both_places_stay_taken() -> None:
    with ThreadPoolExecutor(2) as threads:
        taken = [threads.submit(failure_of, "spin", Limits(wall_seconds=3)) for _ in range(2)]
        while not all(each.running() for each in taken):
            os.sched_yield()
        impatient = Limits(queue_seconds=0.5)
        codes = {failure_of("echo", impatient), *(each.result() for each in taken)}
    assert codes == {FailureCode.BUSY, FailureCode.TIMEOUT}
    assert run_confined(NAUGHTY + "echo", {}, b"").facts == {"heard": {}}


def test_the_process_that_asks_loads_no_pdf_engine() -> None:
    check = (
        "import sys, adapters.intake, adapters.pictures;"
        "sys.exit(bool({'pikepdf', 'pypdfium2', 'PIL', 'reportlab'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
