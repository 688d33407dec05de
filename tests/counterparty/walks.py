"""Walks through the counterparty's pages; each yields the name of what stands on screen, state by state."""

from collections.abc import Callable, Iterator

from contracts import acts
from contracts.acts import Origin
from contracts.letters import LinkPurpose
from database.party import Party
from tests.counterparty.office import Sent
from tests.counterparty.planning import CODE, Plan
from tests.counterparty.scene import Scene
from tests.counterparty.test_documents import photo
from webapp.access.asking import new_key
from workflows.door import EngineUnavailable, NotKnownYet

LONG = (
    "株式会社日本総合不動産管理サービスホールディングス東日本統括本部の建物賃貸借契約に関する更新および"
    "原状回復特約ならびに駐車場使用に関する覚書（第3版・2026年12月1日付）"
)
PAPERS = ("本人確認書類", "収入を証明する書類（源泉徴収票または課税証明書の写し、直近1年分）")
Walk = Callable[[Scene], Iterator[str]]


def arrives(scene: Scene, party: Party, purpose: LinkPurpose = LinkPurpose.AGREE, hours: int = 0) -> None:
    expires = scene.office.hours_from_now(hours) if hours else None
    scene.goes(f"/c/l/{scene.office.link(party, purpose, expires)}")


def enters(scene: Scene) -> None:
    """Press the first button and wait for the document: a server asked to stop half way complains."""
    scene.press("利用規約に同意して確認")
    scene.drawn()


def agrees_elsewhere(scene: Scene, sent: Sent, party: Party) -> None:
    """Another party agrees on another device."""
    origin, contract = Origin(party.public_id), scene.office.contract(sent)
    scene.office.engine.ask(
        sent.contract, acts.AcceptTerms(new_key(), origin, party.public_id, contract.round, "2026-11")
    )
    agreed = acts.Agree(
        key=new_key(),
        origin=origin,
        party=party.public_id,
        round=contract.round,
        shown_digest=contract.sent_digest,
        shown_revision=1,
        imprint="i",
        imprint_digest="d",
        authenticated=["mail_link"],
    )
    scene.office.engine.ask(sent.contract, agreed)
    scene.office.seal(sent, party)


def the_whole_way(scene: Scene) -> Iterator[str]:
    """Three parties, an access code, papers, a seal: every step there is."""
    sent = scene.office.sent(
        Plan(code=CODE, hint="生年月日8桁（西暦）", documents=PAPERS),
        Plan(name="鈴木 花子", role="連帯保証人", order=2),
        Plan(name="高橋 次郎", company="株式会社サンプル商事", role="貸主", order=3),
    )
    arrives(scene, sent.parties[0], hours=24 * 6)
    yield "arrival"
    scene.page.locator("summary").first.click()
    yield "arrival-terms"
    scene.press("利用規約に同意して確認")
    yield "access-code"
    yield from _wrong_codes(scene)
    scene.fill("アクセスコード", CODE)
    scene.press("次へ")
    scene.drawn()
    yield "contract"
    scene.page.get_by_role("button", name="すべて見る").click()
    scene.page.get_by_role("group", name="2ページ").wait_for()
    yield "contract-all"
    scene.press("次へ")
    yield "documents"
    yield from _papers(scene)
    scene.follow("次へ")
    yield "imprint"
    scene.fill("印影にする文字", "")
    scene.press("印影を作成")
    yield "imprint-empty"
    scene.fill("印影にする文字", "佐藤")
    scene.press("印影を作成")
    yield "imprint-drawn"
    scene.press("最終プレビュー")
    scene.drawn()
    yield "preview"
    scene.press("締結を確定")
    yield "confirm"
    scene.press("同意して締結を確定")
    yield "agreed-others-left"


def _wrong_codes(scene: Scene) -> Iterator[str]:
    scene.press("次へ")
    yield "access-code-empty"
    scene.fill("アクセスコード", "0000")
    scene.press("次へ")
    yield "access-code-wrong"


def _papers(scene: Scene) -> Iterator[str]:
    files, hand_in = (
        scene.page.get_by_label("提出するファイル"),
        scene.page.get_by_role("button", name="提出する", exact=True),
    )
    files.first.set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"nothing"})
    hand_in.first.click()
    scene.page.get_by_role("alert").wait_for()
    yield "documents-refused"
    for at in range(len(PAPERS)):
        files.first.set_input_files({"name": "IMG_2041.jpg", "mimeType": "image/jpeg", "buffer": photo()})
        hand_in.first.click()
        scene.page.get_by_text("提出済み", exact=True).nth(at).wait_for()
        yield f"documents-{at + 1}"


def the_code_is_locked(scene: Scene) -> Iterator[str]:
    sent = scene.office.sent(Plan(code=CODE))
    arrives(scene, sent.parties[0])
    scene.press("利用規約に同意して確認")
    for _try in range(5):
        scene.fill("アクセスコード", "0000")
        scene.press("次へ")
    yield "access-code-locked"


def long_names(scene: Scene) -> Iterator[str]:
    """Eighty letters of title, a company and a person with long names; the only party, who is the last."""
    company = "一般社団法人日本契約管理推進協議会関東支部"
    plan = Plan(name="勅使河原 龍之介", company=company, kind="corporate_informal", role="賃借人兼連帯保証人")
    sent = scene.office.sent(plan, title=LONG)
    arrives(scene, sent.parties[0], hours=20)
    yield "long-arrival"
    enters(scene)
    yield "long-contract"
    scene.press("次へ")
    scene.press("印影を作成")
    yield "long-imprint"
    scene.press("最終プレビュー")
    scene.drawn()
    yield "long-preview"
    scene.press("締結を確定")
    yield "long-confirm"
    scene.press("同意して締結を確定")
    yield "agreed-last"
    scene.office.seal(sent, sent.parties[0])
    scene.office.conclude(sent)
    scene.goes("/c/agreement")
    yield "agreed-concluded"
    arrives(scene, sent.parties[0], LinkPurpose.CONCLUDED)
    yield "arrival-concluded"
    scene.press("書類を確認する")
    yield "concluded"


def sending_back(scene: Scene) -> Iterator[str]:
    sent = scene.office.sent(Plan())
    arrives(scene, sent.parties[0])
    enters(scene)
    scene.follow("差し戻しする")
    yield "send-back"
    scene.press("差し戻し内容の確認へ")
    yield "send-back-empty"
    scene.fill(
        "差し戻し理由", "第3条の賃料を、合意した月額120,000円に直してください。\n\n第7条の期間も2年です。"
    )
    scene.press("差し戻し内容の確認へ")
    yield "send-back-confirm"
    scene.press("差し戻しする")
    yield "state-revising"


def in_two_windows(scene: Scene) -> Iterator[str]:
    """Without a visit, and with a form that was drawn for another one."""
    sent = scene.office.sent(Plan())
    scene.goes("/c/contract")
    yield "no-visit"
    arrives(scene, sent.parties[0])
    enters(scene)
    scene.page.evaluate("document.querySelectorAll('[name=visit]').forEach(one => one.value = 'another')")
    scene.press("次へ")
    scene.page.get_by_role("heading", name="別の書類を開いています").wait_for()
    yield "other-visit"


def out_of_step(scene: Scene) -> Iterator[str]:
    """A form sent ahead of its step, an answer that is not known yet, and an engine that is away."""
    sent = scene.office.sent(Plan(imprint=False))
    engine = scene.office.engine
    arrives(scene, sent.parties[0])
    enters(scene)
    scene.page.evaluate(
        "document.querySelector('form[action$=reading]').action = '/c/agreement/confirmation'"
    )
    scene.press("次へ")
    yield "skipped"
    scene.goes("/c/contract")
    scene.press("次へ")
    scene.press("締結を確定")
    engine.silence = EngineUnavailable()
    scene.press("同意して締結を確定")
    scene.drawn()
    yield "preview-unavailable"
    engine.silence = NotKnownYet()
    scene.press("締結を確定")
    scene.press("同意して締結を確定")
    yield "waiting"
    engine.silence = None
