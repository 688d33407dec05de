"""自分の証明書で署名する: choosing a certificate, taking the data away, bringing the signature back."""

from collections.abc import Iterator

from adapters.sealing.keys.software_key import signature_by
from tests.counterparty.planning import Plan
from tests.counterparty.scene import Scene
from tests.counterparty.walks import arrives, enters
from tests.evidence.foreign import foreign_authority


def signing_oneself(scene: Scene) -> Iterator[str]:
    house = foreign_authority("Example Registration Authority, Tokyo")
    holder = house.signer("株式会社サンプル不動産 髙﨑 太郎")
    sent = scene.office.sent(Plan(imprint=False), Plan(name="鈴木 花子", role="貸主", order=2))
    arrives(scene, sent.parties[0])
    enters(scene)
    scene.press("次へ")
    scene.drawn()
    scene.press("締結を確定")
    scene.page.get_by_text("自分の電子証明書で署名する").click()
    yield "own-question"
    scene.press("署名対象データを作成")
    yield "own-refused"
    chosen = scene.page.get_by_label("署名に使う証明書")
    chosen.set_input_files(
        {"name": "cert.pem", "mimeType": "text/plain", "buffer": holder.pem + house.issuer.pem}
    )
    scene.press("署名対象データを作成")
    yield "own-prepared"
    with scene.page.expect_download() as download:
        scene.page.get_by_role("link", name="attributes-1.der").click()
    signature = signature_by(holder.key, download.value.path().read_bytes(), "sha256")
    brought = scene.page.get_by_label("署名ファイル")
    brought.set_input_files(
        {"name": "signature-1.bin", "mimeType": "application/octet-stream", "buffer": b"no"}
    )
    scene.press("署名を登録")
    yield "own-wrong"
    brought.set_input_files(
        {"name": "signature-1.bin", "mimeType": "application/octet-stream", "buffer": signature}
    )
    scene.press("署名を登録")
    yield "own-given"
    scene.press("締結を確定")
    yield "own-confirm"
    scene.press("同意して締結を確定")
    yield "own-agreed"
