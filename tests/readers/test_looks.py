"""Every page of the account on two phones and a desktop (UX-22)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from contracts.letters import LinkPurpose
from tests import databases
from tests.counterparty.founding import open_office
from tests.counterparty.planning import CODE, Plan
from tests.counterparty.scene import Scene, served_site, site_with_refusals
from tests.counterparty.test_looks import DESKTOP, LARGE_PHONE, PHONE, faults
from tests.readers.walking import (
    ASK,
    PAPERS,
    PASSWORD,
    closes_accounts,
    concludes,
    delivered,
    link_of,
    mailed_days_ago,
    mails,
)
from tests.shell.looking import listen

LONG = "大規模複合施設における建物管理および清掃に関する包括的業務委託基本契約書（第三次変更覚書を含む）"


@pytest.fixture
def scene(founded: Path, tmp_path: Path, browser: Browser) -> Iterator[Scene]:
    databases.copied(founded, tmp_path / "home")
    office = open_office(tmp_path / "home")
    context = browser.new_context(locale="ja-JP", timezone_id="Asia/Tokyo", reduced_motion="reduce")
    context.set_default_timeout(15_000)
    with served_site(site_with_refusals(office)) as base:
        yield Scene(office, base, context.new_page())
        context.close()


@pytest.mark.shows("UX-22")
def test_every_page_of_the_account_fits_and_is_clean(scene: Scene) -> None:
    heard = listen(scene.page)
    for state in whole_way(scene):
        found = {size: faults(scene.page, size) for size in (LARGE_PHONE, DESKTOP, PHONE)}
        assert {size: wrong for size, wrong in found.items() if wrong} == {}, state
    assert [line for line in heard if "Failed to load resource" not in line] == []


def whole_way(scene: Scene) -> Iterator[str]:
    """From 保管 on the page of the papers to the end of the account."""
    office = scene.office
    sent = concludes(office, LONG)
    concludes(office, plan=Plan(imprint=False, code=CODE))
    mailed_days_ago(office, concludes(office, "秘密保持契約書"), 31)
    scene.goes(f"/c/l/{office.link(sent.parties[0], LinkPurpose.CONCLUDED, issue=2)}")
    scene.press("書類を確認する")
    yield "concluded"
    scene.press("割符（Warifu）で保管")
    yield "sign-in"
    scene.follow("アカウントを登録する")
    yield "registration"
    yield from _registering(scene)
    yield from _reading(scene)
    yield from _leaving(scene)


def _registering(scene: Scene) -> Iterator[str]:
    scene.fill("メールアドレス", "party1@example.com")
    scene.press("ご案内のメールを受け取る")
    yield "link-sent"
    delivered(scene.office)
    scene.goes(link_of(mails(scene.office)[-1]))
    scene.press("確認へ進む")
    yield "form-wrong"
    scene.fill("氏名", "佐藤 一郎")
    scene.page.get_by_label("パスワード", exact=False).first.fill(PASSWORD)
    scene.page.get_by_label("パスワード（確認）").fill(PASSWORD)
    scene.press("確認へ進む")
    yield "confirmation"
    scene.press("アカウントを登録してログイン")
    yield "papers"


def _reading(scene: Scene) -> Iterator[str]:
    scene.follow(LONG)
    scene.fill("契約満了日", "someday")
    scene.press("保存する")
    yield "paper-wrong"
    scene.fill("契約満了日", "2027/3/31")
    scene.fill("契約金額（円）", "1,200,000")
    scene.press("保存する")
    yield "paper"
    scene.goes(f"{PAPERS}?ends_from=someday&q=業務")
    yield "search-wrong"
    scene.goes(f"{PAPERS}?amount_from=100&order=ends")
    yield "search"
    scene.goes(f"{PAPERS}?q=売買")
    yield "search-empty"


def _leaving(scene: Scene) -> Iterator[str]:
    scene.follow("アカウント設定")
    yield "settings"
    scene.follow("アカウントを削除する")
    yield "deletion"
    scene.press("ログアウト")
    scene.goes(f"/account/link/{'A' * 43}")
    yield "link-gone"
    scene.follow("ログイン画面へ")
    scene.follow("パスワードをお忘れの場合")
    yield "forgotten"
    closes_accounts(scene.office)
    scene.goes(ASK)
    yield "not-open"
