"""The pages of a 届出 as a browser shows them on a desktop and on a phone."""

import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page
from werkzeug.serving import make_server

from tests.addresses.filer import LINK, MAIL, Filer, entries, mails
from tests.counterparty.office import Office
from tests.desk.test_looks import enter
from tests.shell.looking import at_sizes, listen, overflow, small_targets, violations

EXPECTED = ("status of 422", "status of 410")
TYPED = {
    "会社名・団体名": "株式会社みどり商店",
    "氏名": "佐藤 花子",
    "メールアドレス": MAIL,
    "アクセスコード": "4821",
}


@pytest.fixture
def base(site: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, site, threaded=True)
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


def faults(page: Page) -> list[str]:
    return [f"{size}: {one}" for size in at_sizes(page) for one in misfits(page)]


def misfits(page: Page) -> list[str]:
    found = [*violations(page), *small_targets(page)]
    if wide := overflow(page):
        found.append(f"{wide} pixels too wide")
    return [f"{page.url}: {one}" for one in found]


def presses(page: Page, name: str) -> list[str]:
    page.get_by_role("button", name=name).click()
    return faults(page)


def opens(page: Page, address: str) -> list[str]:
    page.goto(address)
    return faults(page)


@pytest.mark.shows("UX-22")
@pytest.mark.usefixtures("clerk")
def test_every_page_is_clean_on_a_desktop_and_on_a_phone(
    base: str, page: Page, filer: Filer, office: Office
) -> None:
    heard = listen(page)
    found = [*opens(page, f"{base}{filer.page}"), *presses(page, "届け出る")]
    for label, value in TYPED.items():
        page.get_by_label(label).first.fill(value)
    page.get_by_label("権限のある方").check()
    found += presses(page, "届け出る")
    [link] = LINK.findall(mails(office, "address_confirm")[-1])
    found += opens(page, link.replace(office.opened.settings.base_url, base))
    found += presses(page, "このメールアドレスを確認する")
    found += opens(page, f"{base}/address/confirmation/unknown")
    found += [*opens(page, f"{base}/report/unknown"), *presses(page, "報告する")]
    page.get_by_label("不審な請求").check()
    found += presses(page, "報告する")
    enter(page, base, "legal@sample.example")
    [entry] = entries(office)
    for path in ("/filed-addresses", "/filed-addresses/invitation", f"/filed-addresses/{entry.public_id}"):
        found += opens(page, f"{base}{path}")
    found += presses(page, "承認する")
    assert found == []
    assert [one for one in heard if not any(words in one for words in EXPECTED)] == []
