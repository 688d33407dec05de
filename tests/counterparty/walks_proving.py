"""A walk through what has to be proved before the content: the ways, a code by SMS, an authenticator app."""

from collections.abc import Iterator

from tests.counterparty.planning import CODE, Plan
from tests.counterparty.scene import Scene
from tests.counterparty.totp import code_of, other_code
from tests.counterparty.walks import arrives

KEY = ".enrolment__key"


def proving(scene: Scene) -> Iterator[str]:
    plan = Plan(profile="L3", phone="09012345678", code=CODE, hint="生年月日8桁（西暦）")
    party = scene.office.sent(plan).parties[0]
    arrives(scene, party, hours=24 * 6)
    scene.press("利用規約に同意して確認")
    scene.fill("アクセスコード", CODE)
    scene.press("次へ")
    yield "authentication"
    scene.page.get_by_role("link", name="SMSで認証コードを受け取る").click()
    yield "sms-code-to-send"
    scene.press("認証コードを送る")
    yield "sms-code-sent"
    scene.press("次へ")
    yield "sms-code-empty"
    scene.page.get_by_role("link", name="認証アプリを使う").click()
    yield "totp-enrolment"
    secret = "".join(scene.page.locator(KEY).inner_text().split())
    scene.fill("認証アプリの6桁の数字", other_code(secret))
    scene.press("登録して次へ")
    scene.page.get_by_text("使用済み").wait_for()
    yield "totp-wrong"
    scene.fill("認証アプリの6桁の数字", code_of(secret))
    scene.press("登録して次へ")
    scene.drawn()
    yield "contract"
    arrives(scene, scene.office.sent(Plan(profile="L3", phone="09012345678")).parties[0])
    scene.press("利用規約に同意して確認")
    yield "authentication-known"
    scene.page.get_by_role("link", name="認証アプリを使う").click()
    yield "totp-known"
