"""Walks of those who do not simply agree: they hand over, decline, or ask to take their agreement back."""

from collections.abc import Iterator

from contracts.acts import AnswerRetraction, Origin
from database.party import Party
from tests.counterparty.planning import Plan
from tests.counterparty.scene import Scene
from tests.counterparty.walks import LONG, arrives, enters
from webapp.access.asking import new_key

REASON = "金額を、社内でもう一度確かめる必要が生じたためです。\n\n取り急ぎお知らせします。"


def handing_over(scene: Scene) -> Iterator[str]:
    sent = scene.office.sent(Plan(may_hand_over=True), title=LONG)
    arrives(scene, sent.parties[0], hours=24 * 6)
    enters(scene)
    yield "contract-to-hand-over"
    scene.follow("書類を転送する")
    yield "hand-over"
    scene.press("転送の確認へ")
    yield "hand-over-empty"
    scene.fill("新しい方の氏名", "勅使河原 龍之介")
    scene.fill("新しい方のメールアドレス", "ryunosuke.teshigawara@keiyaku-kanri.example.jp")
    scene.fill("会社名・団体名", "一般社団法人日本契約管理推進協議会関東支部")
    scene.fill("新しい方へのメッセージ", REASON)
    scene.press("転送の確認へ")
    yield "hand-over-confirm"
    scene.press("同意して転送完了")
    yield "state-handed-over"


def declining(scene: Scene) -> Iterator[str]:
    sent = scene.office.sent(Plan())
    arrives(scene, sent.parties[0])
    enters(scene)
    scene.follow("却下する")
    yield "decline"
    scene.press("却下の確認へ")
    yield "decline-empty"
    scene.fill("却下の理由", REASON)
    scene.press("却下の確認へ")
    yield "decline-confirm"
    scene.press("却下する")
    yield "state-declined"


def taking_back(scene: Scene) -> Iterator[str]:
    three = (Plan(imprint=False), Plan(name="高橋 次郎"), Plan(name="鈴木 花子"))
    sent = scene.office.sent(*three)
    arrives(scene, sent.parties[0])
    enters(scene)
    scene.press("次へ")
    scene.drawn()
    scene.press("締結を確定")
    scene.press("同意して締結を確定")
    yield "agreed-may-be-taken-back"
    scene.follow("撤回を申し出る")
    yield "retraction"
    scene.press("申し出の確認へ")
    yield "retraction-empty"
    scene.fill("撤回の理由", REASON)
    scene.press("申し出の確認へ")
    yield "retraction-confirm"
    scene.press("撤回を申し出る")
    yield "retraction-waits"
    _answer(scene, sent.contract, sent.parties[0], accepted=False)
    scene.goes("/c/agreement")
    yield "retraction-refused"
    scene.page.context.clear_cookies()
    arrives_again(scene, sent.parties[0])
    yield "agreed-by-the-link"


def arrives_again(scene: Scene, party: Party) -> None:
    scene.goes(f"/c/l/{scene.office.link(party, issue=2)}")


def _answer(scene: Scene, contract: str, party: Party, *, accepted: bool) -> None:
    sender = Origin(scene.office.owner.public_id)
    act = AnswerRetraction(new_key(), sender, party.public_id, accepted, "このまま進めさせてください。")
    scene.office.engine.ask(contract, act)
