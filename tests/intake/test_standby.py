"""A standby has loaded everything and forks one child for each question."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from adapters.confinement import ConfinedTaskFailed, FailureCode, Limits, run_confined, standing_by
from adapters.confinement.limits import MEBIBYTE
from adapters.confinement.standby import Standby

NAUGHTY = "tests.intake.naughty:"
SHORT = Limits(wall_seconds=1.5)
READY_WITHIN = 20.0
A_PARENT = """
import os, sys
from adapters.confinement import run_confined, standing_by
with standing_by("tests.intake.naughty") as ready:
    assert ready.wait(20)
    if sys.argv[1] == "forks" and os.fork() == 0:
        told = run_confined("tests.intake.naughty:processes", {}, b"").facts
        os._exit(0 if told["parent"] == os.getpid() else 1)
    if sys.argv[1] == "forks":
        assert os.wait()[1] == 0
        assert run_confined("tests.intake.naughty:processes", {}, b"").facts["parent"] == ready.pid
    print(ready.pid, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def ready() -> Iterator[Standby]:
    with standing_by("tests.intake.naughty") as one:
        assert one.wait(READY_WITHIN)
        yield one


def asked(task: str, limits: Limits | None = None) -> dict[str, object]:
    return dict(run_confined(NAUGHTY + task, {}, b"", limits).facts)


def failure_of(task: str, limits: Limits | None = None) -> FailureCode:
    with pytest.raises(ConfinedTaskFailed) as failed:
        asked(task, limits)
    return failed.value.code


def test_a_standby_that_is_killed_costs_no_answer() -> None:
    with standing_by("tests.intake.naughty") as one:
        assert one.wait(READY_WITHIN)
        assert asked("kill_the_standby") == {"answered": True}
        assert asked("processes")["parent"] == os.getpid()


def test_a_standby_that_cannot_load_is_done_without(capfd: pytest.CaptureFixture[str]) -> None:
    with standing_by("tests.intake.no_such_module") as one:
        assert not one.wait(READY_WITHIN)
        assert asked("processes")["parent"] == os.getpid()
    assert "no_such_module" in capfd.readouterr().err


def test_each_question_has_a_process_of_its_own_that_is_gone_afterwards(ready: Standby) -> None:
    first, second = asked("processes"), asked("processes")
    assert first["own"] != second["own"]
    assert first["parent"] == second["parent"] == ready.pid
    with pytest.raises(ProcessLookupError):
        os.kill(int(str(first["own"])), 0)
    answer = run_confined(NAUGHTY + "echo", {"割符": 1}, b"abc" * 1_000_000)
    assert answer.body == b"cba" * 1_000_000


@pytest.mark.shows("T41", "T42")
@pytest.mark.parametrize(
    ("task", "code"),
    [
        ("spin", FailureCode.TIMEOUT),
        ("swallow_memory", FailureCode.MEMORY),
        ("abort", FailureCode.CRASHED),
        ("leave_early", FailureCode.CRASHED),
    ],
)
def test_what_goes_wrong_in_a_child_goes_wrong_there_alone(
    ready: Standby, task: str, code: FailureCode
) -> None:
    assert failure_of(task, SHORT) is code
    assert asked("processes")["parent"] == ready.pid


def test_the_walls_of_a_child_are_those_that_were_asked_for(ready: Standby) -> None:
    assert ready.is_ready()
    told = asked("memory_allowed", Limits(memory_bytes=777 * MEBIBYTE))
    assert told == {"bytes": 777 * MEBIBYTE, "core": 0}
    assert asked("chatter") == {"said": True}


def test_a_child_inherits_no_settings_and_no_way_to_speak_for_others(
    ready: Standby, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WARIFU_SECRET", "x")
    assert ready.is_ready()
    environment = asked("surroundings")["environment"]
    assert isinstance(environment, list)
    assert set(environment) <= {"PATH", "LANG", "LC_CTYPE"}
    kinds = asked("open_files")["kinds"]
    assert isinstance(kinds, list)
    assert not {"socket", "pipe", "anon_inode"} & set(kinds)


@pytest.mark.parametrize("parent", ["dies", "forks"])
def test_a_standby_goes_with_its_own_process_and_serves_no_other(parent: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", A_PARENT, parent], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        standby = os.pidfd_open(int(process.stdout.readline()))
        process.send_signal(signal.SIGKILL)
        process.wait()
    gone = select.poll()
    gone.register(standby, select.POLLIN)
    assert gone.poll(READY_WITHIN * 1000)
    os.close(standby)
