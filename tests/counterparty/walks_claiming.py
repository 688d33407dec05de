"""The walk by a 締結用URL: who one is, the code, the place, and everybody who comes after."""

from collections.abc import Iterator
from typing import Any

from tests.counterparty.claims import TYPED, URL_PLAN, codes_sent, handed_url
from tests.counterparty.scene import Scene
from tests.counterparty.walks import LONG

OTHER = "jiro@shoji.example"


def by_signing_url(scene: Scene) -> Iterator[str]:
    party = scene.office.sent(URL_PLAN, title=LONG).parties[0]
    token = handed_url(scene.office, party)
    scene.goes(f"/c/l/{token}")
    yield "url-arrival"
    scene.fill("氏名", TYPED["name"])
    scene.fill("メールアドレス", "yamada@sample.example")
    scene.press("利用規約に同意して認証コードを送る")
    yield "url-refused"
    _types(scene, OTHER)
    begun_before: list[Any] = list(scene.page.context.cookies())
    code = codes_sent(scene.office)[-1][1]
    scene.page.context.clear_cookies()
    scene.goes(f"/c/l/{token}")
    _types(scene, TYPED["mail"])
    yield "url-code"
    scene.fill("認証コード", f"{(int(codes_sent(scene.office)[-1][1]) + 1) % 10**6:06}")
    scene.press("次へ")
    yield "url-code-wrong"
    scene.press("認証コードを送り直す")
    scene.page.get_by_role("heading", name="認証コードの入力").wait_for()
    _enters_code(scene)
    scene.drawn()
    yield "url-contract"
    scene.page.context.clear_cookies()
    scene.goes(f"/c/l/{token}")
    yield "url-begun"
    scene.fill("メールアドレス", OTHER)
    scene.press("利用規約に同意して認証コードを送る")
    scene.page.get_by_role("heading", name="認証コードの入力").wait_for()
    yield "url-begun-code"
    _enters_code(scene)
    scene.page.get_by_text("認証コードが違うか、もう使えません").first.wait_for()
    yield "url-begun-code-wrong"
    scene.page.context.clear_cookies()
    scene.page.context.add_cookies(begun_before)
    scene.goes("/c/signing-url/code")
    scene.fill("認証コード", code)
    scene.press("次へ")
    yield "url-taken"
    _agreed(scene, token)
    scene.page.context.clear_cookies()
    scene.goes(f"/c/l/{token}")
    yield "url-used"


def _types(scene: Scene, mail: str) -> None:
    scene.fill("会社名・団体名", TYPED["company"])
    scene.fill("氏名", TYPED["name"])
    scene.fill("メールアドレス", mail)
    scene.press("利用規約に同意して認証コードを送る")
    scene.page.get_by_role("heading", name="認証コードの入力").wait_for()


def _enters_code(scene: Scene) -> None:
    scene.fill("認証コード", codes_sent(scene.office)[-1][1])
    scene.press("次へ")


def _agreed(scene: Scene, token: str) -> None:
    """The holder comes again on another device, by the same address, and agrees."""
    scene.page.context.clear_cookies()
    scene.goes(f"/c/l/{token}")
    scene.fill("メールアドレス", TYPED["mail"])
    scene.press("利用規約に同意して認証コードを送る")
    _enters_code(scene)
    scene.drawn()
    scene.press("次へ")
    scene.press("締結を確定")
    scene.press("同意して締結を確定")
    scene.page.get_by_role("heading", name="同意を記録しました").wait_for()
