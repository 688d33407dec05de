"""備え付ける書類: they are there in Japanese, reachable, and name only pages and tests that exist."""

import re
from pathlib import Path

import pytest

from tests.access.house import House
from tests.desk.site import Clerk
from tests.tax.visiting import enters, handed, offers
from webapp.tax_export.papers import FOLDER, PAPERS

ROOT = Path(__file__).parents[2]


@pytest.mark.shows("LW-30")
def test_each_paper_is_downloaded_from_the_page_of_the_tax_law(auditor: Clerk) -> None:
    page = auditor.opens("/tax-law").text
    assert {path.name for path in FOLDER.glob("*.md")} == {paper.file for paper in PAPERS}
    for paper in PAPERS:
        assert paper.file in page
        answer = auditor.client.get(f"/tax-law/papers/{paper.code}")
        assert (answer.status_code, answer.mimetype) == (200, "text/markdown")
        assert answer.text.startswith("# ")
    assert auditor.client.get("/tax-law/papers/../../README").status_code == 404


def test_an_inspector_gets_the_outline_and_the_manual_and_no_model_rules(
    house: House, administrator: Clerk
) -> None:
    inspector = enters(house, handed(offers(administrator)))
    assert [
        paper.code
        for paper in PAPERS
        if inspector.client.get(f"/tax-visit/papers/{paper.code}").status_code == 200
    ] == ["outline", "manual"]


def test_the_table_of_requirements_names_tests_that_exist() -> None:
    named = set(re.findall(r"`(tests/[\w/.]+)`", (FOLDER / "電帳法対応表.md").read_text("utf-8")))
    assert named
    assert [path for path in sorted(named) if not (ROOT / path).is_file()] == []


def test_every_paper_says_that_jiima_has_not_certified_the_product_where_one_could_think_so() -> None:
    for name in ("システム概要書.md", "電帳法対応表.md"):
        assert "JIIMA" in (FOLDER / name).read_text("utf-8")
        assert re.search(r"認証は取得していません", (FOLDER / name).read_text("utf-8"))


def test_the_image_of_the_product_has_the_papers() -> None:
    assert "COPY docs/ja docs/ja" in (ROOT / "Dockerfile").read_text("utf-8")
