"""What the sender and the approver do, label by label."""

import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.journeys.windows import Window, labelled

TITLE = "業務委託契約書"
PASSWORD = "Midori2026kigyo"  # noqa: S105 -- the password of the test's own accounts


def signs_in_and_changes_password(window: Window, login: str, temporary: str) -> None:
    window.goes("/")
    window.see("sign-in")
    window.fill("メールアドレスまたはログインID", login)
    window.fill("パスワード", temporary)
    window.press("ログイン")
    window.heads("パスワードの変更")
    window.goes("/contracts")
    window.heads("パスワードの変更")
    window.see("password")
    window.page.get_by_label(labelled("新しいパスワード")).fill(PASSWORD)
    window.page.get_by_label(labelled("新しいパスワード（確認）")).fill(PASSWORD)
    window.press("パスワードを変更")
    window.heads("ホーム")
    window.see("home")


def uploads(window: Window, paper: Path) -> None:
    window.follow("契約を締結")
    window.see("upload")
    window.page.get_by_label("契約書のPDF").set_input_files(paper)
    window.press("アップロード")
    window.see("uploaded")
    window.follow("文書情報の入力へ")


def fills_in(window: Window) -> None:
    window.page.get_by_label("文書名").fill(TITLE)
    window.page.get_by_label("契約種別").select_option(label="業務委託契約書")
    window.page.get_by_label("自社は当事者で、送信することが自社の同意になる").check()
    window.fill("契約開始日", "2026-12-01")
    window.fill("契約終了日", "令和9年11月30日")
    window.page.get_by_label("金額を入力する").check()
    window.fill("金額（円、税込）", "3,960,000")
    first = party(window, 1)
    first.get_by_label("役割").fill("受託者")
    first.get_by_label("氏名").fill("佐藤 一郎")
    first.get_by_label("メールアドレス").fill("sato@example.com")
    first.get_by_label(labelled("アクセスコード")).fill("19850505")
    first.get_by_label("アクセスコードのヒント").fill("生年月日8桁（西暦）")
    window.press("当事者を追加")
    second = party(window, 2)
    second.get_by_label("署名順").fill("2")
    second.get_by_label("役割").fill("受託者")
    second.get_by_label("法人（認印）").check()
    second.get_by_label("会社名").fill("株式会社みどり企画")
    second.get_by_label("氏名").fill("高橋 美咲")
    second.get_by_label("メールアドレス").fill("takahashi@example.co.jp")
    second.get_by_label("必要書類").fill("履歴事項全部証明書（3か月以内）")
    window.see("facts")


def party(window: Window, number: int) -> Locator:
    found = window.page.get_by_role("group", name=f"当事者{number}", exact=True)
    expect(found).to_be_visible()
    return found


def leaves_and_comes_back(window: Window, login: str) -> None:
    """A draft survives logout."""
    window.press("下書きを保存")
    window.shows("下書きを保存しました。")
    window.page.get_by_role("button", name="ログアウト").click()
    window.heads("ログイン")
    window.fill("メールアドレスまたはログインID", login)
    window.fill("パスワード", PASSWORD)
    window.press("ログイン")
    window.page.get_by_role("navigation", name="主なメニュー").get_by_role("link", name="下書き").click()
    window.see("drafts")
    window.follow(TITLE)
    expect(party(window, 2).get_by_label("氏名")).to_have_value("高橋 美咲")


def sends(window: Window) -> str:
    """Confirm and send; return the address of the contract's page."""
    window.press("入力内容の確認へ")
    window.shows("この契約種別は社内承認が必要です。")
    window.see("confirmation")
    window.press("送信する")
    window.heads(TITLE)
    window.shows("社内承認待ち")
    window.see("contract-awaiting-approval")
    own = window.page.get_by_role("main").get_by_role("button", name="承認する")
    expect(own).to_have_count(0)
    return window.page.url


def approves(window: Window) -> None:
    window.page.get_by_role("navigation", name="主なメニュー").get_by_role("link", name="要対応").click()
    window.see("approvals")
    window.follow(TITLE)
    window.see("contract-to-approve")
    window.press("承認する")
    window.shows("承認しました。")
    window.shows("送信先署名待ち")


def answers_with_a_new_version(window: Window, contract: str, paper: Path) -> None:
    window.page.goto(contract)
    window.shows("相手方から差し戻されました")
    window.see("contract-sent-back")
    window.page.get_by_label("新しい版のPDF").set_input_files(paper)
    window.fill("変更点の説明", "第2条の委託料を、合意した月額330,000円に改めました。")
    window.press("新しい版で再開")
    window.shows("新しい版で再開しました。")
    window.shows("社内承認待ち")


def finds_it_concluded(window: Window, contract: str) -> None:
    window.page.get_by_role("navigation", name="主なメニュー").get_by_role("link", name="文書管理").click()
    row = window.page.get_by_role("row").filter(has_text=TITLE)
    expect(row).to_contain_text("締結済み")
    window.see("contracts")
    row.get_by_role("link", name=TITLE).click()
    expect(window.page).to_have_url(re.compile(re.escape(contract)))
    acts = window.page.get_by_role("listitem")
    for words in (
        "送信しました",
        "社内承認しました",
        "相手方差し戻し",
        "新しい版で再開しました",
        "締結が完了しました",
    ):
        expect(acts.filter(has_text=words).first).to_be_visible()
    window.see("contract-concluded")
