"""Where `warifu demo` makes nothing, it says in a sentence why and what to do."""

import argparse
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.settings import Settings, read_settings
from cli import demo
from cli.demo.engine import EngineAway, engine_address
from database.contract import Contract
from database.people import User
from tests.lifecycle.office import Office, open_office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(tmp_path / "home")


def run(settings: Settings, *words: str) -> int:
    parser = argparse.ArgumentParser()
    demo.add_parser(parser.add_subparsers(required=True))
    arguments = parser.parse_args(["demo", *words])
    code: int = arguments.run(arguments, settings)
    return code


@pytest.mark.parametrize(
    "change", [{"base_url": "https://keiyaku.example.jp"}, {"mail": "sendgrid"}], ids=["public", "real mail"]
)
def test_an_installation_that_others_can_reach_is_left_alone(
    office: Office, capsys: pytest.CaptureFixture[str], change: dict[str, str]
) -> None:
    settings = replace(office.opened.settings, **change)  # type: ignore[arg-type]  # one changed field
    assert run(settings) == 1
    assert "--fill-public-installation" in capsys.readouterr().err
    assert run(settings, "--fill-public-installation") == 1
    assert "warifu up" in capsys.readouterr().err


def test_without_the_engine_nothing_is_made(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(office.opened.settings) == 1
    assert "割符が起動していません。" in capsys.readouterr().err
    with office.opened.database.reading() as session:
        assert not session.query(Contract).count()
        assert session.query(User).count() == 2


def test_without_an_installation_the_first_step_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(read_settings({"WARIFU_HOME": str(tmp_path / "nowhere")})) == 1
    assert "まだ導入されていません" in capsys.readouterr().err
    assert not (tmp_path / "nowhere").exists()


def test_the_engine_of_another_installation_is_not_asked(tmp_path: Path) -> None:
    """A process of that number runs, but it is not the engine of this home."""
    settings = read_settings({"WARIFU_HOME": str(tmp_path)})
    settings.logs.mkdir()
    (settings.logs / "temporal.pid").write_text("1")
    with pytest.raises(EngineAway):
        engine_address(settings)


def test_an_engine_of_ones_own_is_asked_where_the_settings_say() -> None:
    assert engine_address(read_settings({"WARIFU_TEMPORAL_ADDRESS": "engine:7233"})) == "engine:7233"


@pytest.mark.parametrize("number", ["0", "41", "many"])
def test_a_number_of_contracts_that_is_not_there_is_refused(
    office: Office, capsys: pytest.CaptureFixture[str], number: str
) -> None:
    with pytest.raises(SystemExit):
        run(office.opened.settings, "--contracts", number)
    assert "1から40までの数" in capsys.readouterr().err
