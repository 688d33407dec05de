import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page
from werkzeug.serving import make_server

from contracts.roles import Role
from tests.counterparty.office import Office
from tests.counterparty.planning import paper
from tests.desk.cases import sent_back, sent_by
from tests.desk.conftest import LEGAL
from tests.desk.site import PASSWORD, Clerk, hired
from tests.shell.looking import overflow, small_targets, violations

PAGES = ("/", "/contracts", "/drafts", "/drafts/new", "/approvals")


@pytest.fixture
def address(site: Flask, office: Office) -> Iterator[str]:
    hired(office, LEGAL, Role.LEGAL)
    server = make_server("127.0.0.1", 0, site, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def enter(page: Page, address: str) -> None:
    page.goto(f"{address}/sign-in")
    page.get_by_label("メールアドレスまたはログインID").fill(LEGAL)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="ログイン").click()


@pytest.mark.shows("IM-16")
def test_a_contract_is_sent_by_clicking_labels(
    desktop_page: Page, address: str, tmp_path: Path, office: Office
) -> None:
    file = tmp_path / "建物賃貸借契約書.pdf"
    file.write_bytes(paper("建物賃貸借契約書"))
    page = desktop_page
    enter(page, address)
    page.get_by_role("main").get_by_role("link", name="契約を締結").click()
    page.get_by_label("契約書のファイル").set_input_files(file)
    page.get_by_role("button", name="アップロード").click()
    page.get_by_role("link", name="文書情報の入力へ").click()
    page.get_by_label("契約種別").select_option("lease")
    page.get_by_label("自社は当事者の代理人として手続きする").check()
    page.get_by_label("役割").fill("借主")
    page.get_by_role("textbox", name="氏名").fill("佐藤 一郎")
    page.get_by_label("メールアドレス").fill("sato@example.com")
    page.get_by_role("button", name="署名位置の設定へ").click()
    page.get_by_role("button", name="入力内容の確認へ").click()
    assert violations(page) == []
    page.get_by_role("button", name="送信する").click()
    assert page.get_by_role("heading", level=1).inner_text() == "建物賃貸借契約書"
    assert len(office.engine.asked) == 1


@pytest.mark.shows("UX-22")
def test_every_page_fits_a_phone_and_is_clean_to_axe(
    phone_page: Page, address: str, site: Flask, office: Office
) -> None:
    clerk = Clerk(site)
    clerk.signs_in(LEGAL)
    draft = clerk.drafts()
    case = sent_by(clerk, office)
    sent_back(office, case)
    enter(phone_page, address)
    for path in (*PAGES, f"/drafts/{draft}", f"/drafts/{draft}/document", f"/contracts/{case.contract}"):
        phone_page.goto(f"{address}{path}")
        assert violations(phone_page) == [], path
        assert overflow(phone_page) == 0, path
        assert small_targets(phone_page) == [], path
