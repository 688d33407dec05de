"""An auditor exports a year, and an inspector finds and takes away, on a desktop and on a phone."""

import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from contracts.roles import Role
from tests import databases
from tests.access.house import House, create_house
from tests.counterparty.founding import open_office
from tests.desk.serving import faults_of
from tests.desk.test_looks import enter, faults_at_sizes
from tests.shell.looking import listen
from tests.tax.conftest import ADMINISTRATOR, AUDITOR
from tests.tax.shelf import FIRST, Shelf, Unpacked
from tests.tax.test_corrections import corrects, disposes, takes_off
from tests.tax.visiting import Handed, handed, offers

YEAR = {"traded_from": "2025/4/1", "traded_to": "2026/3/31"}


@pytest.fixture(scope="module")
def house(furnished: tuple[Path, Shelf], tmp_path_factory: pytest.TempPathFactory) -> House:
    home = tmp_path_factory.mktemp("browser") / "home"
    databases.copied(furnished[0], home)
    return create_house(open_office(home))


@pytest.fixture(scope="module")
def account(house: House, furnished: tuple[Path, Shelf]) -> Handed:
    house.enters(AUDITOR, Role.COMPLIANCE)
    administrator = house.enters(ADMINISTRATOR, Role.ADMINISTRATOR)
    corrects(house, furnished[1].first, {"ends_on": "2030-03-31"}, "押し間違い")
    takes_off(house, furnished[1].last, "見積書.pdf", "別の契約の見積書")
    disposes(house, "廃棄した契約書", FIRST)
    return handed(offers(administrator))


@pytest.fixture(scope="module")
def served(house: House) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, house.site, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(desktop_page: Page) -> Page:
    """One window for both sizes: see `at_sizes`."""
    return desktop_page


def downloaded(page: Page, button: str) -> Unpacked:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    with ZipFile(BytesIO(Path(waiting.value.path()).read_bytes())) as archive:
        return Unpacked({name: archive.read(name) for name in archive.namelist()})


@pytest.mark.shows("LW-24")
@pytest.mark.usefixtures("account")
def test_an_auditor_exports_a_year(served: str, page: Page) -> None:
    enter(page, served, AUDITOR)
    heard = listen(page)
    page.goto(f"{served}/tax-law")
    found = faults_at_sizes(page, heard)
    page.get_by_role("link", name="検索とまとめてダウンロード").click()
    page.locator("summary").filter(has_text="絞り込み").first.click()
    page.locator("summary").filter(has_text="そのほかの日付").click()
    for name, day in YEAR.items():
        page.locator(f"#{name}").fill(day)
    page.get_by_role("button", name="この条件で絞り込む").click()
    page.locator("summary").filter(has_text="表示の設定").click()
    page.get_by_role("link", name="文書をまとめてダウンロード（電帳法）").click()
    page.get_by_text("3件", exact=True).wait_for()
    found += faults_at_sizes(page, heard)
    zipped = downloaded(page, "すべてをZIPで保存")
    assert len(zipped.papers()) == 3
    assert [row["取引年月日"] for row in zipped.rows] == ["2025-04-01", "2025-04-01", "2026-03-31"]
    assert found == []


@pytest.mark.shows("NX-07")
def test_an_inspector_finds_and_takes_away(account: Handed, served: str, page: Page) -> None:
    heard = listen(page)
    page.goto(f"{served}/tax-visit")
    found = faults_at_sizes(page, heard)
    page.get_by_label("ログインID").fill(account.login)
    page.get_by_label("パスワード").fill(account.password)
    page.get_by_role("button", name="ログイン").click()
    page.get_by_label("取引先").fill("㈱青葉")
    page.get_by_role("button", name="検索", exact=True).click()
    found += faults_at_sizes(page, heard)
    assert len(downloaded(page, "検索結果の2件をZIPで保存").papers()) == 2
    page.get_by_role("link", name="業務委託契約書").first.click()
    found += faults_at_sizes(page, heard)
    page.get_by_text("SHA-256").wait_for()
    page.get_by_role("link", name="この記録の訂正・削除の履歴").click()
    page.get_by_role("link", name="すべての記録の履歴").click()
    page.get_by_text("全3件").wait_for()
    found += faults_at_sizes(page, heard)
    page.get_by_role("button", name="ログアウト").click()
    page.get_by_label("ログインID").wait_for()
    assert found == []


@pytest.mark.usefixtures("account")
def test_every_other_page_is_clean(served: str, browser: Browser) -> None:
    year = "from=2025-04-01&to=2027-03-31"
    paths = (
        *("/tax-visits", "/tax-visits/new", "/tax-records", "/contracts/unfilled", "/late-stamps"),
        *(f"/late-stamps?{year}", "/late-stamps?from=x", "/corrections", f"/corrections?{year}"),
        "/contracts/export?counterparty=none",
    )
    assert faults_of(browser, served, ADMINISTRATOR, paths) == []
