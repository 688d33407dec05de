import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page
from werkzeug.serving import make_server

from contracts.roles import Role
from tests.compliance.conftest import AUDITOR
from tests.counterparty.office import Office, Sent
from tests.desk.cases import concluded
from tests.desk.site import PASSWORD, Clerk, hired
from tests.shell.looking import overflow, small_targets, violations

LONG = "令和八年度定期建物賃貸借契約並びに保守管理業務委託に係る基本契約書（第二次変更分・連帯保証人あり）"
PAGES = (
    "/certificates",
    "/certificates?from=昨日",
    "/certificates?q=無い",
    "/audit",
    "/audit?kind=contracts",
    "/audit?person=無い",
    "/certificates.csv?encoding=cp932",
)


@pytest.fixture
def address(site: Flask, office: Office, lease: Sent, odd: Sent) -> Iterator[str]:
    concluded(office, office.sent(title=LONG))
    hired(office, AUDITOR, Role.COMPLIANCE)
    clerk = Clerk(site)
    clerk.signs_in(AUDITOR)
    for sent in (lease, odd):
        clerk.opens(f"/contracts/{sent.contract}")
        clerk.client.get(f"/contracts/{sent.contract}/signed.pdf")
    server = make_server("127.0.0.1", 0, site, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def enter(page: Page, address: str) -> None:
    page.goto(f"{address}/sign-in")
    page.get_by_label("メールアドレスまたはログインID").fill(AUDITOR)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="ログイン").click()


def look(page: Page, address: str) -> None:
    enter(page, address)
    for path in PAGES:
        page.goto(f"{address}{path}")
        assert violations(page) == [], path
        assert overflow(page) == 0, path
        assert small_targets(page) == [], path


def test_every_page_fits_a_phone_and_is_clean_to_axe(phone_page: Page, address: str) -> None:
    look(phone_page, address)


def test_every_page_is_clean_at_a_desk_and_the_log_is_checked_by_a_click(
    desktop_page: Page, address: str
) -> None:
    look(desktop_page, address)
    desktop_page.goto(f"{address}/audit")
    desktop_page.get_by_role("button", name="監査ログを検証").click()
    assert "監査ログに異常なし" in desktop_page.get_by_role("status").inner_text()
    desktop_page.get_by_role("link", name="合意証明書一覧").click()
    desktop_page.get_by_label("文書名・相手方").fill("建物賃貸借契約書（更新）")
    desktop_page.get_by_role("button", name="絞り込み").click()
    with desktop_page.expect_download() as download:
        desktop_page.get_by_role("link", name="社内控").click()
    assert download.value.suggested_filename.endswith("合意証明書（社内控）.pdf")
