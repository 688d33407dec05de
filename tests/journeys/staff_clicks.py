"""What the sender and the approver do, label by label."""

import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.journeys.cast import Cast, Signer
from tests.journeys.windows import Window

PASSWORD = "Midori2026kigyo"  # noqa: S105 -- the password of the test's own accounts


def signs_in_and_changes_password(window: Window, login: str, temporary: str) -> None:
    window.goes("/")
    window.see("sign-in")
    types_password(window, login, temporary)
    window.heads("パスワードの変更")
    window.goes("/contracts")
    window.heads("パスワードの変更")
    window.see("password")
    window.fill("新しいパスワード", PASSWORD)
    window.fill("新しいパスワード（確認）", PASSWORD)
    window.press("パスワードを変更")
    window.heads("ホーム")
    window.is_read_in_its_language()
    window.see("home")


def types_password(window: Window, login: str, password: str) -> None:
    window.fill("メールアドレスまたはログインID", login)
    window.fill("パスワード", password)
    window.press("ログイン")


def uploads(window: Window, paper: Path) -> None:
    window.follow("契約を締結")
    window.see("upload")
    window.field("契約書のファイル").set_input_files(paper)
    window.press("アップロード")
    window.see("uploaded")
    window.follow("文書情報の入力へ")


def fills_in(window: Window, cast: Cast) -> None:
    window.fill("文書名", cast.title)
    window.field("契約種別").select_option(label="業務委託契約書")
    window.field("自社は当事者で、送信することが自社の同意になる").check()
    window.fill("契約開始日", "2026-12-01")
    window.fill("契約終了日", "令和9年11月30日")
    window.field("金額を入力する").check()
    window.fill("契約金額", "3,960,000")
    first = party(window, 1)
    names(window, first, cast.first, cast.language)
    unfold(window, first, "詳しい設定")
    window.field("アクセスコード", first).fill(cast.code)
    window.field("アクセスコードのヒント", first).fill(cast.hint)
    window.press("当事者を追加")
    second = party(window, 2)
    window.field("署名順", second).fill("2")
    window.field("法人（認印）", second).check()
    window.field("会社名", second).fill(cast.second.company)
    names(window, second, cast.second, cast.language)
    unfold(window, second, "詳しい設定")
    second.get_by_label(window.words.whole("書類%(n)s", n=1)).fill(cast.paper)
    window.see("facts")


def names(window: Window, party: Locator, signer: Signer, language: str) -> None:
    window.field("役割", party).fill(signer.role)
    window.field("氏名", party).fill(signer.name)
    window.field("メールアドレス", party).fill(signer.mail)
    window.field("言語", party).select_option(language)


def party(window: Window, number: int) -> Locator:
    found = window.page.get_by_role("group", name=window.words("当事者%(n)s", n=number), exact=True)
    expect(found).to_be_visible()
    return found


def unfold(window: Window, party: Locator, title: str) -> None:
    party.locator("summary").filter(has_text=window.words(title)).click()


def leaves_and_comes_back(window: Window, cast: Cast, login: str) -> None:
    """A draft survives logout."""
    window.press("下書きを保存")
    window.shows("下書きを保存しました。")
    window.page.get_by_role("button", name=window.words("ログアウト")).click()
    window.heads("ログイン")
    types_password(window, login, PASSWORD)
    window.menu("下書き")
    window.see("drafts")
    window.opens(cast.title)
    expect(window.field("氏名", party(window, 2))).to_have_value(cast.second.name)


def sends(window: Window, cast: Cast) -> str:
    """Confirm and send; return the address of the contract's page."""
    window.press("署名位置の設定へ")
    window.shows(
        "印影や入力欄を、文書の上に置いてください。置かなかった方の印影は、末尾に付く署名欄に入ります。"
    )
    window.press("入力内容の確認へ")
    window.shows("この契約種別は社内承認が必要です。承認されるまで、当事者には何も届きません。")
    window.see("confirmation")
    window.press("承認を依頼する")
    window.heads_text(cast.title)
    window.shows("社内承認待ち")
    window.see("contract-awaiting-approval")
    expect(window.main.get_by_role("button", name=window.words("承認する"))).to_have_count(0)
    return window.page.url


def approves(window: Window, title: str) -> None:
    window.menu("要対応")
    window.see("approvals")
    window.opens(title)
    window.see("contract-to-approve")
    window.press("承認する")
    window.shows("承認しました。")
    window.shows("送信先署名待ち")


def answers_with_a_new_version(window: Window, contract: str, paper: Path, reply: str) -> None:
    window.page.goto(contract)
    window.shows("相手方から差し戻されました")
    window.see("contract-sent-back")
    window.field("新しい版のファイル").set_input_files(paper)
    window.fill("変更点の説明", reply)
    window.press("新しい版で再開")
    window.shows("新しい版で再開しました。")
    window.shows("社内承認待ち")


def finds_it_concluded(window: Window, contract: str, title: str) -> None:
    window.menu("文書管理")
    row = window.page.get_by_role("row").filter(has_text=title)
    expect(row).to_contain_text(window.words("締結済み"))
    window.see("contracts")
    row.get_by_role("link", name=title, exact=True).click()
    expect(window.page).to_have_url(re.compile(re.escape(contract)))
    acts = window.page.get_by_role("listitem")
    for label in (
        "社内の承認を依頼しました",
        "社内承認しました",
        "相手方差し戻し：修正を求められました",
        "新しい版で再開しました",
        "締結が完了しました",
    ):
        expect(acts.filter(has_text=window.words(label)).first).to_be_visible()
    window.see("contract-concluded")
