"""`warifu search verify|rebuild` as a command of its own."""

from pathlib import Path

import pytest

from cli.__main__ import main
from contracts.finding import FOLDING_VERSION
from database.contract import Contract
from search.bigram_index import IndexWriter
from tests import databases
from tests.searching.archive import Archive, Paper
from tests.searching.conftest import open_archive


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WARIFU_SEARCH", "whoosh")
    for name, value in databases.environment(tmp_path / "home").items():
        monkeypatch.setenv(name, value)
    return tmp_path / "home"


@pytest.fixture
def stocked(home: Path) -> Archive:
    archive = open_archive(home, "whoosh")
    archive.holds(Paper("契約書"), Paper("覚書"), Paper("合意書"))
    return archive


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


def test_an_index_that_was_never_built_is_different_until_it_is(
    stocked: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", "verify"]) == 1
    assert "warifu search rebuild" in said(capsys)
    assert main(["search", "rebuild"]) == 0
    assert "3件の索引を作りました" in said(capsys)
    assert main(["search", "verify"]) == 0
    assert stocked.titles("契約") == {"契約書"}


def test_verify_reports_what_is_missing_old_or_too_much(
    stocked: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["search", "rebuild"])
    whole = list(stocked.desk.everything())
    changed = type(whole[1])(whole[1].id, whole[1].rev + 7, whole[1].words)
    ghost = type(whole[1])(999, 1, "ない")
    IndexWriter(stocked.folder).apply([changed, ghost], [whole[0].id])
    capsys.readouterr()
    assert main(["search", "verify"]) == 1
    assert "索引にないもの 1件、内容が古いもの 1件、記録にないもの 1件" in said(capsys)


def test_rebuild_folds_what_other_rules_have_folded(
    stocked: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    with stocked.database.writing() as session:
        session.query(Contract).update({"search_version": FOLDING_VERSION - 1, "search_text": ""})
    assert main(["search", "verify"]) == 1
    assert "古い規則で整形されたもの 3件" in said(capsys)
    assert main(["search", "rebuild"]) == 0
    assert "3件を整形し直しました" in said(capsys)
    assert main(["search", "verify"]) == 0
    assert stocked.titles("契約") == {"契約書"}


def test_a_search_without_an_index_of_its_own_has_nothing_to_compare(
    stocked: Archive, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WARIFU_SEARCH", "sql")
    assert main(["search", "rebuild"]) == main(["search", "verify"]) == 0
    assert "索引はありません" in said(capsys)
    assert stocked.titles("契約") == {"契約書"}


def test_a_folder_that_is_not_ours_alone_is_refused_in_words(
    stocked: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    stocked.folder.mkdir()
    stocked.folder.chmod(0o777)
    assert main(["search", "rebuild"]) == 2
    assert "この利用者だけが書き込める" in capsys.readouterr().err


def test_without_an_installation_the_command_says_so(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--home", str(home / "none"), "search", "verify"]) == 2
    assert "まだ導入されていません" in capsys.readouterr().err
