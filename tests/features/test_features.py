"""`make features` on small suites of its own: it collects, it runs nothing."""

import json
from pathlib import Path

import pytest

from tools import features
from tools.features import Coverage

HABITS = """
[pytest]
addopts = --import-mode=importlib
asyncio_default_fixture_loop_scope = function
markers = shows(*items): items
"""
SUITE = """
import pytest

@pytest.mark.shows("IM-49", "T64")
@pytest.mark.parametrize("order", [1, 2])
def test_of_two_orders(order): raise AssertionError("collected, never run")

@pytest.mark.shows("IM-49")
class TestOrders:
    @pytest.mark.shows("UX-22")
    def test_on_a_phone(self): ...

def test_without_a_marker(): ...
"""
OVERLOADED = """
import pytest

@pytest.mark.shows("IM-01", "IM-02", "IM-03", "IM-04")
def test_of_much(): ...
"""
UNKNOWN = """
import pytest

@pytest.mark.shows("IM-999")
def test_of_nothing(): ...
"""


@pytest.fixture
def suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A suite outside this one; the result is written beside it."""
    (tmp_path / "pytest.ini").write_text(HABITS)
    monkeypatch.setattr(features, "RESULT", tmp_path / "build" / "features.json")
    return tmp_path


def write(suite: Path, source: str) -> str:
    """A fresh name each time: the collector imports into this very process."""
    path = suite / f"test_{abs(hash((source, str(suite))))}.py"
    path.write_text(source)
    return str(path)


def test_a_parametrised_test_counts_once_and_a_class_lends_its_marker(suite: Path) -> None:
    path = write(suite, SUITE)
    claims = {test.rpartition("::")[2]: items for test, items in features.claims_of([path]).items()}
    assert claims == {"test_of_two_orders": ["IM-49", "T64"], "test_on_a_phone": ["UX-22", "IM-49"]}


def test_the_table_names_each_item_with_its_tests_and_what_is_left(
    suite: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert features.main([write(suite, SUITE)]) == 0
    told = capsys.readouterr().out
    written = json.loads(features.RESULT.read_text())
    assert list(written) == ["IM-49", "T64", "UX-22"] == sorted(written)
    assert len(written["IM-49"]) == 2
    assert "IM-48" in told.partition("== uncovered")[2]
    assert "IM-49" not in told.partition("== uncovered")[2]


@pytest.mark.parametrize("source", [OVERLOADED, UNKNOWN], ids=["four items", "no such item"])
def test_a_marker_that_claims_too_much_or_nothing_fails(suite: Path, source: str) -> None:
    assert features.main([write(suite, source)]) == 1


def test_tests_that_cannot_be_collected_are_a_fault_of_their_own(
    suite: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert features.main([write(suite, "import no_such_module")]) == 2
    assert "no_such_module" in capsys.readouterr().err


def test_what_is_uncovered_is_told_by_group() -> None:
    coverage = Coverage(["IM-01", "IM-02", "T01", "AD-01"], {"test": ["IM-02"]})
    assert coverage.uncovered() == {"AD": ["AD-01"], "IM": ["IM-01"], "T": ["T01"]}


def test_what_stands_apart_is_told_with_its_reason_and_is_a_known_item() -> None:
    apart = features.read_apart(features.APART)
    assert set(apart) <= set(features.KEPT.read_text().split())
    coverage = Coverage(["IM-01", "GM-30"], {"test": ["IM-01"]}, {"GM-30": "organisational"})
    assert coverage.uncovered() == {}
    assert "GM-30  organisational" in "\n".join(features.report(coverage))


def test_the_kept_list_of_ids_has_every_group_and_no_id_twice(tmp_path: Path) -> None:
    kept = features.read_items(tmp_path)
    assert len(kept) == len(set(kept))
    groups = {features.group_of(item) for item in kept}
    assert groups == {"IM", "CS", "GM", "CL", "CF", "MK", "LW", "UX", "SR", "AD", "NX", "T"}


@pytest.mark.skipif(not features.NOTES.is_dir(), reason="the shared notes are not here")
def test_the_kept_list_is_that_of_the_notes() -> None:
    assert features.read_items(features.NOTES) == features.KEPT.read_text().split()
