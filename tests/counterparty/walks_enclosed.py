"""A walk through the pages of three documents in one envelope."""

from collections.abc import Iterator

from contracts.letters import LinkPurpose
from tests.counterparty.planning import Plan
from tests.counterparty.scene import Scene
from tests.counterparty.walks import agrees_elsewhere, arrives, enters
from tests.envelope.enclosing import enclose


def several_documents(scene: Scene) -> Iterator[str]:
    sent = scene.office.sent(Plan(imprint=False))
    enclose(scene.office, sent)
    arrives(scene, sent.parties[0], hours=48)
    enters(scene)
    yield "contract"
    for place in (2, 3):
        scene.press("次の文書へ")
        scene.page.get_by_text(f"{place}／3").wait_for()
        scene.drawn()
    scene.page.get_by_role("button", name="すべて見る").click()
    scene.page.get_by_role("group", name="2ページ").wait_for()
    yield "contract-last"
    scene.press("次へ")
    scene.drawn()
    scene.page.get_by_role("navigation", name="文書の切り替え").get_by_role("link").nth(1).focus()
    scene.page.keyboard.press("Enter")
    scene.page.get_by_text("2／3").wait_for()
    scene.drawn()
    yield "preview-second"
    yield from _concluded(scene)


def _concluded(scene: Scene) -> Iterator[str]:
    sent = scene.office.sent(Plan(imprint=False))
    agrees_elsewhere(scene, sent, sent.parties[0])
    scene.office.conclude(sent)
    enclose(scene.office, sent)
    arrives(scene, sent.parties[0], LinkPurpose.CONCLUDED)
    scene.press("書類を確認する")
    scene.page.get_by_role("heading", name="締結した書類").wait_for()
    yield "concluded"
