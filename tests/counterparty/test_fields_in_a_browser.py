from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from database.holders import FieldValue
from tests import databases
from tests.counterparty.founding import open_office
from tests.counterparty.scene import Scene, served_site, site_with_refusals
from tests.counterparty.walks_filling import ADDRESS, begins

COMPOSES = """field => field.dispatchEvent(new KeyboardEvent('keydown',
    {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))"""


@pytest.fixture
def scene(founded: Path, tmp_path: Path, browser: Browser) -> Iterator[Scene]:
    databases.copied(founded, tmp_path / "home")
    office = open_office(tmp_path / "home")
    context = browser.new_context(locale="ja-JP", viewport={"width": 360, "height": 640})
    context.set_default_timeout(15_000)
    with served_site(site_with_refusals(office)) as base:
        yield Scene(office, base, context.new_page())
        context.close()


@pytest.mark.shows("CL-13", "UX-17")
def test_a_lost_connection_and_an_unfinished_word_lose_nothing_that_was_typed(scene: Scene) -> None:
    begins(scene)
    scene.follow("入力を始める")
    field = scene.page.get_by_label("借主の現住所")
    expect(field).to_have_attribute("enterkeyhint", "done")
    field.fill(ADDRESS)
    assert field.evaluate(COMPOSES) is True
    expect(scene.page.get_by_text("1／5")).to_be_visible()

    scene.page.context.set_offline(True)
    scene.press("次へ")
    expect(scene.page.get_by_text("通信できなかったため、まだ保存していません")).to_be_visible()
    expect(field).to_have_value(ADDRESS)

    scene.page.context.set_offline(False)
    scene.press("次へ")
    expect(scene.page.get_by_text("2／5")).to_be_visible()
    scene.page.go_back()
    expect(scene.page.get_by_label("借主の現住所")).to_have_value(ADDRESS)
    with scene.office.opened.database.reading() as session:
        assert [row.value for row in session.query(FieldValue)] == [ADDRESS]
