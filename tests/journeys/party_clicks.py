"""What a party does between a mail and the papers, label by label."""

from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.cast import Cast
from tests.journeys.running import Running, until
from tests.journeys.windows import Window


def opens_mail(window: Window, system: Running, mail: str, subject: str, count: int = 1) -> None:
    """Open the newest of `count` mails with `subject` from the mailbox page, and follow its link."""
    until(lambda: len(system.mails(mail, subject)) >= count)
    window.goes("/dev/mailbox")
    window.see("mailbox")
    letter = window.page.get_by_role("row").filter(has_text=mail).filter(has_text=subject)
    letter.first.get_by_role("link").click()
    window.see("letter")
    window.opens("/c/l/")
    window.is_read_in_its_language()
    window.see(f"arrival-{subject}")


def accepts_terms(window: Window) -> None:
    window.press_below("利用規約に同意して確認")


def enters_code(window: Window, cast: Cast) -> None:
    window.heads("アクセスコードの入力")
    window.shows_text(cast.hint)
    window.see("access-code")
    window.fill("アクセスコード", cast.code)
    window.press_below("次へ")


def reads_all(window: Window) -> None:
    window.drawn()
    window.page.get_by_role("button", name=window.words("すべて見る")).first.click()
    last = window.page.get_by_role("group", name=window.words("{n}ページ").format(n=2))
    expect(last).to_contain_text("協議")
    window.see("contract")


def sends_back(window: Window, reason: str) -> None:
    """Without a reason it is refused; what was typed stays while it is thought over."""
    window.page.get_by_role("link", name=window.words("差し戻しする")).click()
    window.see("send-back")
    window.press_below("差し戻し内容の確認へ")
    window.shows("差し戻し理由を入力してください。")
    window.see("send-back-refused")
    window.fill("差し戻し理由", reason)
    window.press_below("差し戻し内容の確認へ")
    window.see("send-back-confirm")
    window.press("戻る")
    expect(window.field("差し戻し理由")).to_have_value(reason)
    window.press_below("差し戻し内容の確認へ")
    window.press("差し戻しする")
    window.heads("送信者が修正中です")
    window.see("revising")


def hands_in(window: Window, paper: Path) -> None:
    window.press_below("次へ")
    window.heads("書類提出")
    window.see("documents")
    window.field("提出するファイル").set_input_files(paper)
    window.press("提出する")
    window.shows("提出済み %(done)s／%(all)s点", done=1, all=1)
    window.see("documents-done")
    window.page.get_by_role("link", name=window.words("次へ")).click()


def agrees(window: Window, name: str, outlook: str, **values: object) -> None:
    """Draw the seal, look at the very bytes and at what they lead to, and say yes twice."""
    window.heads("印影を作成")
    window.see(f"imprint-empty-{name}")
    window.press("印影を作成")
    window.see(f"imprint-{name}")
    window.press_below("最終プレビュー")
    window.heads("最終プレビュー")
    window.shows(outlook, **values)
    window.see(f"preview-{name}")
    window.press_below("締結を確定")
    window.see(f"agreement-{name}")
    declares(window)
    window.press("同意して締結を確定")


def declares(window: Window) -> None:
    """In one's own name, and with the authority to conclude."""
    window.field("本人（契約の当事者ご本人、または会社を代表する方）").check()
    window.field("私は、この契約を締結する権限を有しているか、権限のある方から委任を受けています。").check()


def takes_papers(window: Window, folder: Path, cast: Cast) -> tuple[Path, Path]:
    window.press_below("書類を確認する")
    enters_code(window, cast)
    window.heads("締結した書類")
    window.shows("締結済み")
    window.see("concluded")
    return (
        window.download("契約書ダウンロード", folder / "contract.pdf"),
        window.download("合意証明書ダウンロード", folder / "certificate.pdf"),
    )
