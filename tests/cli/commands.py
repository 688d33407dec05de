"""Running a command's own parser and function in this process."""

import argparse
from dataclasses import dataclass

import pytest

from adapters.settings import Settings
from cli import audit, organization, token, user, verify


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str


def run(capsys: pytest.CaptureFixture[str], settings: Settings, *words: str) -> Said:
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(required=True)
    for module in (organization, user, token, verify, audit):
        module.add_parser(commands)
    arguments = parser.parse_args(words)
    code = arguments.run(arguments, settings)
    said = capsys.readouterr()
    return Said(code, said.out, said.err)
