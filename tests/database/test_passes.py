"""CI's second pass, on PostgreSQL, leaves out only files whose SQL another test file runs too."""

from pathlib import Path

import pytest

from tools.statements import Recorded, covering, said_elsewhere

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("file", said_elsewhere())
def test_a_file_that_is_left_out_is_there(file: str) -> None:
    assert (ROOT / file).is_file()


def test_every_statement_is_still_run_by_a_chosen_file_and_the_cheapest_are_chosen() -> None:
    slow, quick, half = Recorded({"a", "b"}, 9.0), Recorded({"a", "b"}, 1.0), Recorded({"b"}, 0.9)
    assert covering({"tests/slow.py": slow, "tests/quick.py": quick, "tests/half.py": half}) == {
        "tests/quick.py"
    }


def test_a_file_that_alone_runs_a_statement_stays_however_slow_it_is() -> None:
    alone, common = Recorded({"a", "c"}, 60.0), Recorded({"a", "b"}, 1.0)
    assert covering({"tests/alone.py": alone, "tests/common.py": common}) == {
        "tests/alone.py",
        "tests/common.py",
    }


def test_the_database_s_own_tests_stay_whatever_they_run() -> None:
    assert covering({"tests/database/test_races.py": Recorded()}) == {"tests/database/test_races.py"}


def test_pages_that_are_only_looked_at_are_left_out() -> None:
    assert covering({"tests/desk/test_looks.py": Recorded({"a"}, 1.0)}) == set()
