"""`warifu install`, the first step of a scaled-out start, and the commands before it."""

from dataclasses import replace
from pathlib import Path

import pytest

from adapters.settings import read_settings
from cli.__main__ import main
from cli.installation import NotInstalled, installed_database
from database.people import Organization, User
from tests import databases


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    for name, value in databases.ready(home).items():
        monkeypatch.setenv(name, value)
    return home


def test_installing_makes_the_first_login_and_installing_again_changes_nothing(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["install"]) == 0
    said = capsys.readouterr().out
    assert "admin@warifu.example" in said
    assert main(["install"]) == 0
    assert capsys.readouterr().out == said
    with installed_database(read_settings(databases.environment(home))).reading() as session:
        assert (session.query(Organization).count(), session.query(User).count()) == (1, 1)


def test_before_it_there_is_no_installation(home: Path) -> None:
    settings = read_settings(databases.environment(home))
    nobody = replace(settings, database_url="postgresql://warifu@127.0.0.1:1/warifu")
    for nowhere in (settings, nobody):
        with pytest.raises(NotInstalled, match="warifu up"):
            installed_database(nowhere)
