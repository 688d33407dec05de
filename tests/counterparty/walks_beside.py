"""Walks beside the way: dead links, refusals, 検証, the doors of the staff and the test mailbox."""

from collections.abc import Iterator
from email.message import EmailMessage

from contracts import acts
from contracts.acts import Origin
from contracts.roles import Role
from database.contract import Contract
from tests.counterparty.judged import VERDICTS
from tests.counterparty.office import Sent
from tests.counterparty.planning import Plan
from tests.counterparty.scene import Scene
from tests.counterparty.walks import LONG
from tests.desk.site import PASSWORD, hired
from webapp.access.asking import new_key

REFUSALS = (403, 404, 410, 413, 429, 500, 503)
STAFF = "legal@sample.example"


def dead_links(scene: Scene) -> Iterator[str]:
    scene.goes("/c/l/nothing")
    yield "unknown-link"
    for end in (_replaced, _withdrawn, _frozen, _out_of_turn, _past_its_day):
        sent = scene.office.sent(Plan(), Plan(name="鈴木 花子", order=2))
        scene.goes(f"/c/l/{end(scene, sent)}")
        yield f"state-{end.__name__.strip('_')}"


def _replaced(scene: Scene, sent: Sent) -> str:
    party, token = sent.parties[0].public_id, scene.office.link(sent.parties[0])
    for act in (
        acts.AcceptTerms(new_key(), Origin(party), party, 1, "2026-11"),
        acts.SendBack(new_key(), Origin(party), party, 1, "住所が違う"),
        acts.OpenRound(new_key(), Origin("owner"), scene.office.version_of(sent), "直しました"),
    ):
        scene.office.engine.ask(sent.contract, act)
    return token


def _withdrawn(scene: Scene, sent: Sent) -> str:
    scene.office.engine.ask(sent.contract, acts.Withdraw(new_key(), Origin("owner"), "条件が変わった"))
    return scene.office.link(sent.parties[0])


def _frozen(scene: Scene, sent: Sent) -> str:
    with scene.office.opened.database.writing() as session:
        contract = session.query(Contract).filter_by(public_id=sent.contract).one()
        contract.frozen_at = scene.office.hours_from_now(0)
    return scene.office.link(sent.parties[0])


def _out_of_turn(scene: Scene, sent: Sent) -> str:
    return scene.office.link(sent.parties[1])


def _past_its_day(scene: Scene, sent: Sent) -> str:
    return scene.office.link(sent.parties[0], expires_at=scene.office.hours_from_now(-1))


def refusals(scene: Scene) -> Iterator[str]:
    for code in REFUSALS:
        scene.goes(f"/refusal/{code}")
        yield f"error-{code}"


def verdicts(scene: Scene) -> Iterator[str]:
    scene.goes("/verify")
    yield "verify"
    scene.press("検証する")
    yield "verify-empty"
    for name in VERDICTS:
        scene.goes(f"/verdict/{name}")
        yield f"verify-{name}"


def doors(scene: Scene) -> Iterator[str]:
    hired(scene.office, STAFF, Role.LEGAL, temporary=True)
    scene.goes("/sign-in")
    yield "sign-in"
    scene.press("ログイン")
    yield "sign-in-empty"
    scene.fill("メールアドレスまたはログインID", STAFF)
    scene.fill("パスワード", "wrong")
    scene.press("ログイン")
    yield "sign-in-wrong"
    scene.fill("パスワード", PASSWORD)
    scene.press("ログイン")
    yield "password-forced"
    scene.press("パスワードを変更")
    yield "password-empty"
    scene.goes("/password/reset")
    yield "reset"
    scene.fill("メールアドレス", STAFF)
    scene.press("再設定のご案内を送る")
    yield "reset-asked"
    scene.goes("/password/reset/nothing")
    yield "reset-gone"


def mailbox(scene: Scene) -> Iterator[str]:
    scene.goes("/dev/mailbox")
    yield "mailbox-empty"
    outbox = scene.office.opened.settings.outbox
    outbox.mkdir(parents=True, exist_ok=True)
    sent = scene.office.sent(Plan())
    link = f"{scene.base}/c/l/{scene.office.link(sent.parties[0])}"
    for name, subject in (
        ("1", f"「{LONG}」の確認依頼が届いています。"),
        ("2", "【締結完了】秘密保持契約書"),
    ):
        mail = EmailMessage()
        mail["To"], mail["From"], mail["Subject"] = "sato@example.com", "割符 <no-reply@example.com>", subject
        mail.set_content(f"佐藤 一郎 様\n\n確認依頼が届いています。\n\n▼ 確認する\n{link}\n")
        mail.add_alternative("<p>佐藤 一郎 様</p><p>確認依頼が届いています。</p>", subtype="html")
        (outbox / f"{name}.eml").write_bytes(mail.as_bytes())
    scene.goes("/dev/mailbox")
    yield "mailbox"
    scene.page.get_by_role("link", name="【締結完了】").click()
    yield "letter"
