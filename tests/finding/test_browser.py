"""A manager looks for what runs out: at a desk and on a phone, with the keyboard and with a thumb."""

import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from tests.conftest import HABITS, PATIENCE_MS
from tests.desk.site import PASSWORD
from tests.finding.shelf import READER
from tests.shell.looking import listen, overflow, small_targets, violations

SIZES = {"desktop": (1440, 900), "phone": (360, 740)}
WHOLE = "counterparty=高島&q=契約&renews=yes&notice_from=2020-01-01&item=building"


@pytest.fixture(scope="module")
def address(site: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, site, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module", params=SIZES)
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    width, height = SIZES[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, **HABITS)  # type: ignore[arg-type]  # one habit table for every page
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto(f"{address}/sign-in")
    page.get_by_label("メールアドレスまたはログインID").fill(READER)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="ログイン").click()
    page.wait_for_url(f"{address}/")
    yield page
    context.close()


def rows(page: Page) -> list[str]:
    return page.locator("main tbody th a:first-child").all_inner_texts()


@pytest.mark.shows("SR-17", "UX-04")
def test_a_manager_finds_by_three_spellings_what_ends_within_ninety_days(page: Page, address: str) -> None:
    heard = listen(page)
    for typed in ("㈱髙島商事", "高島商事（株）", "高島 商事"):
        page.goto(f"{address}/contracts")
        page.locator("summary", has_text="絞り込み").first.click()
        field = page.get_by_role("combobox", name="相手方", exact=True)
        field.fill(typed)
        page.get_by_role("button", name="この条件で絞り込む").click()
        expect(page.locator("main tbody tr:not(.table__under)")).to_have_count(3)
        page.get_by_label("契約終了日", exact=True).get_by_role("link", name="90日以内").first.click()
        expect(page.locator("main tbody tr:not(.table__under)")).to_have_count(2)
        assert rows(page) == ["建物賃貸借契約書（新宿ビル３階）", "建物賃貸借契約書（渋谷倉庫）"]
        assert page.locator("main td mark").count() >= 2
    assert heard == []


@pytest.mark.shows("CL-45")
def test_a_name_is_chosen_with_the_keyboard_and_the_list_narrowed(page: Page, address: str) -> None:
    page.goto(f"{address}/contracts")
    page.locator("summary", has_text="絞り込み").first.click()
    field = page.get_by_role("combobox", name="相手方", exact=True)
    field.press_sequentially("京")
    names = page.get_by_role("listbox", name="候補")
    expect(names.get_by_role("option")).to_have_count(3)
    expect(field).to_have_attribute("aria-expanded", "true")
    assert violations(page) == []
    field.press("ArrowDown")
    field.press("ArrowDown")
    expect(names.get_by_role("option", selected=True)).to_have_text("京都商事株式会社")
    field.press("Enter")
    expect(field).to_have_value("京都商事株式会社")
    expect(names).to_have_count(0)
    field.press("Enter")
    expect(page.locator("main tbody tr:not(.table__under)")).to_have_count(1)


def test_a_line_of_the_facets_narrows_and_is_given_up(page: Page, address: str) -> None:
    page.goto(f"{address}/contracts")
    summary = page.locator("summary", has_text="内訳から絞り込む")
    if summary.is_visible():
        summary.click()
    facets = page.get_by_role("navigation", name="内訳")
    facets.get_by_role("link", name="賃貸 2 件", exact=True).click()
    expect(page.locator("main tbody tr:not(.table__under)")).to_have_count(2)
    page.get_by_role("link", name="すべて解除").click()
    expect(page.locator("main tbody tr:not(.table__under)")).to_have_count(10)


@pytest.mark.shows("MK-88")
def test_what_a_document_says_has_the_whole_width_below_its_contract(page: Page, address: str) -> None:
    page.goto(f"{address}/contracts?q=反社会的勢力")
    passages = page.get_by_role("list", name="「業務委託基本契約書」の文書の中で見つかった箇所")
    expect(passages.locator("mark").first).to_have_text("反社会的勢力")
    width = "one => one.getBoundingClientRect().width"
    table, shown = page.locator("main .table").evaluate(width), passages.evaluate(width)
    assert shown > 0.8 * table


@pytest.mark.shows("UX-22")
@pytest.mark.parametrize("query", [WHOLE, "q=ない&body=0&amount_from=1", "q=反社会的勢力"])
def test_the_page_is_clean_to_axe_with_everything_open(page: Page, address: str, query: str) -> None:
    page.goto(f"{address}/contracts?{query}")
    for fold in page.locator("main details:not([open]) > summary").all():
        if fold.is_visible():
            fold.click()
    assert violations(page) == []
    assert overflow(page) == 0
    assert small_targets(page) == []
