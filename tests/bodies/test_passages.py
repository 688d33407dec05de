"""The passages shown beside a hit: in the document's own spelling, and to nobody else."""

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from contracts.finding import folded_page, folded_with_origins, words_from
from database.contract import Contract
from database.sessions import Staff
from tests.bodies.papers import printed
from tests.bodies.shelf import Shelf
from webapp.management.passages import Passage, passages_for
from webapp.parts import EXTENSION, Parts

TRICKY = (
    "契約 書　㈱(株)ーｰ-‐ァヴぁか゛\u3099ﾊﾞ、12,000十二条年ABｃÅé\u0301\n\t\u200b"
    "\ufe00ﷺ①㍿髙𠮷・〜npo法人サーバ"
)


@pytest.fixture
def app(shelf: Shelf) -> Flask:
    opened = shelf.office.opened
    app = Flask("passages")
    app.extensions[EXTENSION] = Parts(
        opened.settings,
        opened.database,
        opened.files,
        opened.keys,
        engine=None,  # type: ignore[arg-type]  # nothing here asks it
    )
    return app


def shown(app: Flask, shelf: Shelf, typed: str, staff: Staff | None = None) -> dict[str, list[Passage]]:
    with app.app_context(), shelf.office.opened.database.reading() as session:
        rows = session.query(Contract).all()
        found = passages_for(session, staff or shelf.staff, rows, words_from(typed))
        return {row.public_id: found[row.id] for row in rows if row.id in found}


@pytest.mark.shows("MK-88")
def test_a_passage_shows_the_original_spelling_and_its_page(app: Flask, shelf: Shelf) -> None:
    contract = shelf.holds(
        printed(["表紙"], ["甲は㈱山茶花に対し、", "第三十四条の電 ⼦ 契 約を結ぶ。"], ["終わりに山茶花を。"])
    )
    shelf.is_read()
    assert shown(app, shelf, "株式会社山茶花") == {
        contract: [Passage(2, "甲は", "㈱山茶花", "に対し、第三十四条の電⼦契約を結ぶ。")]
    }
    (found,) = shown(app, shelf, "34条").values()
    assert found == [Passage(2, "甲は㈱山茶花に対し、第", "三十四条", "の電⼦契約を結ぶ。")]
    (both,) = shown(app, shelf, "終わりに 電子契約").values()
    assert [(one.page, one.hit) for one in both] == [(3, "終わりに"), (2, "電⼦契約")]
    assert shown(app, shelf, "どこにもない語") == {}


def test_a_second_passage_does_not_show_the_first_again(app: Flask, shelf: Shelf) -> None:
    contract = shelf.holds(
        printed([f"委託者は受託者に椿の世話を委託し、{'、'.join(['余白'] * 30)}、椿を再委託しない。"])
    )
    shelf.is_read()
    first, second = shown(app, shelf, "委託")[contract]
    assert (first.before, second.before[-4:]) == ("", "、椿を再")
    assert second.hit == "委託"


def test_who_may_not_see_a_contract_is_shown_no_passage_of_it(app: Flask, shelf: Shelf) -> None:
    contract = shelf.holds(printed(["梔子条項"]))
    shelf.is_read()
    other = Staff("session", shelf.office.approver, shelf.office.organization)
    assert set(shown(app, shelf, "梔子")) == {contract}
    assert shown(app, shelf, "梔子", other) == {}


def test_places_close_together_are_one_passage(app: Flask, shelf: Shelf) -> None:
    shelf.holds(printed(["木犀が咲く。", "木犀が散る。", "木犀が香る。"]))
    shelf.is_read()
    (found,) = shown(app, shelf, "木犀").values()
    assert [(one.hit, one.after) for one in found] == [("木犀", "が咲く。木犀が散る。木犀が香る。")]


@given(st.text(alphabet=TRICKY, max_size=30) | st.text(max_size=30))
def test_folding_with_origins_folds_alike_and_points_into_the_text(text: str) -> None:
    traced = folded_with_origins(text, digits=True)
    assert traced.text in {folded_page(text), ""}
    assert len(traced.origins) == len(traced.text)
    assert list(traced.origins) == sorted(traced.origins)
    for begin, end in traced.spans(traced.text[1:3], 5):
        assert 0 <= begin < end <= len(text)


@given(st.text(alphabet=TRICKY, max_size=30))
def test_what_japanese_documents_are_full_of_is_always_traced(text: str) -> None:
    assert folded_with_origins(text, digits=True).text == folded_page(text)
