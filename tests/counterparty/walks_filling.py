"""Walks through 入力, one field at a time, also where the connection is gone."""

from collections.abc import Iterator

from playwright.sync_api import expect

from tests.counterparty.planning import Asked, Plan
from tests.counterparty.scene import Scene
from tests.counterparty.walks import arrives, enters

REMARKS = "更新料は支払わないものとし、原状回復の範囲は国土交通省のガイドラインに従う。"
FIELDS = (
    Asked("借主の現住所（契約書に記載する、住民票のとおりの住所を番地・建物名まで）", maps_to="address"),
    Asked("契約開始日", maps_to="starts_on"),
    Asked("反社会的勢力でないことを表明し、将来にわたっても該当しないことを確約します。", kind="check"),
    Asked("連帯保証人を付けます。", kind="check", required=False),
    Asked("特記事項", required=False, maps_to="remarks"),
)
ADDRESS = "東京都千代田区神田𠮷町1-2-3 髙﨑ビルディング別館1205号室"


def begins(scene: Scene) -> None:
    sent = scene.office.sent(Plan(fields=FIELDS))
    arrives(scene, sent.parties[0], hours=48)
    enters(scene)
    scene.press("次へ")


def filling_in(scene: Scene) -> Iterator[str]:
    begins(scene)
    yield "fields"
    scene.follow("入力を始める")
    yield "field-text"
    scene.press("次へ")
    expect(scene.page.get_by_text("入力してください。")).to_be_visible()
    yield "field-missing"
    scene.fill("借主の現住所", ADDRESS)
    scene.page.keyboard.press("Enter")
    expect(scene.page.get_by_text("2／5")).to_be_visible()
    scene.fill("契約開始日", "令和8年12月1日")
    yield "field-day"
    scene.press("次へ")
    scene.page.get_by_label("反社会的勢力").click()
    yield "field-check"
    scene.press("次へ")
    expect(scene.page.get_by_text("4／5")).to_be_visible()
    scene.press("次へ")
    scene.fill("特記事項", REMARKS * 9)
    yield "field-remarks"
    scene.press("次へ")
    expect(scene.page.get_by_role("link", name="確認を完了する")).to_be_visible()
    yield "fields-done"
    scene.page.get_by_role("link", name="修正する").first.click()
    yield "field-corrected"
    scene.press("修正を保存する")
    scene.follow("確認を完了する")
    scene.press("印影を作成")
    scene.press("最終プレビュー")
    scene.drawn()
    yield "preview-filled"
