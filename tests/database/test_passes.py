"""CI's second pass, on PostgreSQL, leaves out only tests whose SQL another test runs too."""

import json
from pathlib import Path

import pytest

from tools.statements import Recorded, choose, covering

SLOW, QUICK, HALF = "tests/a.py::test_slow", "tests/a.py::test_quick", "tests/b.py::test_half"


def test_every_statement_is_still_run_by_a_chosen_test_and_the_cheapest_are_chosen() -> None:
    recorded = {
        SLOW: Recorded({"a", "b"}, 9.0),
        QUICK: Recorded({"a", "b"}, 1.0),
        HALF: Recorded({"b"}, 0.9),
    }
    assert covering(recorded) == {QUICK}


def test_a_test_that_alone_runs_a_statement_stays_however_slow_it_is() -> None:
    assert covering({SLOW: Recorded({"a", "c"}, 60.0), QUICK: Recorded({"a", "b"}, 1.0)}) == {SLOW, QUICK}


def test_what_a_test_adds_is_counted_anew_when_another_has_joined() -> None:
    recorded = {
        SLOW: Recorded({"a", "b", "c"}, 1.0),
        QUICK: Recorded({"a", "b"}, 0.9),
        HALF: Recorded({"d"}, 0.9),
    }
    assert covering(recorded) == {SLOW, HALF}


@pytest.mark.parametrize("folder", ["database", "searching", "lists"])
def test_the_database_s_own_tests_stay_whatever_they_run(folder: str) -> None:
    name = f"tests/{folder}/test_races.py::test_two_writers"
    assert covering({name: Recorded()}) == {name}


@pytest.mark.parametrize("file", ["test_looks.py", "test_timestamp_looks.py", "test_in_browser.py"])
def test_pages_that_are_only_looked_at_are_left_out(file: str) -> None:
    assert covering({f"tests/desk/{file}::test_clean": Recorded({"a"}, 1.0)}) == set()


def test_what_chooses_its_database_itself_and_was_on_postgresql_is_not_run_there_again() -> None:
    on, desk = "tests/database/test_races.py::test_two_writers[{}-first]", "tests/desk/test_a.py::test_a"
    here, there = on.format("sqlite"), on.format("postgresql")
    ran = {here: Recorded({"a"}), there: Recorded({"b"}), desk: Recorded({"a"})}
    assert covering(ran) == set()
    skipped = {**ran, there: Recorded()}
    assert covering(skipped) == {here, there}


def test_what_is_only_called_like_a_database_stays() -> None:
    name = "tests/lists/test_a.py::test_a[postgresql]"
    assert covering({name: Recorded({"a"})}) == {name}


def test_what_two_workers_recorded_is_chosen_from_as_one(tmp_path: Path) -> None:
    (tmp_path / "1.json").write_text(json.dumps({SLOW: [9.0, []], QUICK: [1.0, ["a"]]}))
    (tmp_path / "2.json").write_text(json.dumps({SLOW: [9.0, ["a"]], HALF: [0.0, []]}))
    assert choose(tmp_path, tmp_path / "left_out.json") == ["tests/b.py"]
    assert json.loads((tmp_path / "left_out.json").read_text()) == [SLOW, HALF]


def test_with_nothing_recorded_everything_is_run(tmp_path: Path) -> None:
    assert choose(tmp_path, tmp_path / "left_out.json") == []
    assert json.loads((tmp_path / "left_out.json").read_text()) == []
