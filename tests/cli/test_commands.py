"""A command loads its own file, and the help knows them all."""

import subprocess
import sys

import pytest

from cli.__main__ import NO_FILE, PARTS, _parser
from tests.journeys.running import ROOT

HEAVY = ("pyhanko", "weasyprint", "reportlab", "temporalio.worker")


def choices(*words: str) -> set[str]:
    actions = _parser(words)._subparsers._group_actions  # type: ignore[union-attr]  # noqa: SLF001 -- argparse has no door
    return set(actions[0].choices or ())


@pytest.mark.parametrize("words", [(), ("--help",), ("-h", "user"), ("usr",), ("--home", "user")])
def test_where_help_or_nothing_known_is_asked_every_command_is_there(words: tuple[str, ...]) -> None:
    assert choices(*words) == {*PARTS, *NO_FILE}


@pytest.mark.parametrize("name", PARTS)
def test_each_command_is_found_by_its_name_before_and_behind_a_home(name: str) -> None:
    assert choices(name, "--help") == choices("--home", "user", name) == {name, *NO_FILE}


LOAD_USER = """
import sys
from sqlalchemy.orm import configure_mappers
from cli.__main__ import _parser
_parser(["user"])
configure_mappers()
print(*sys.modules)
"""


def test_who_only_adds_an_account_knows_every_table_and_loads_nothing_that_signs_or_draws() -> None:
    command = [sys.executable, "-c", LOAD_USER]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert not set(HEAVY) & set(done.stdout.split())
