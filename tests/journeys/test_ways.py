"""Every way that a party comes in, and every way out, on the whole running system and on a phone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from adapters.settings import read_settings
from database.delivery import PartyLink
from database.engine import now_of
from database.holders import DeliveryAnswer, PaperTask
from database.party import Party
from tests.imprint.test_uploaded import pressed
from tests.journeys import staff_clicks as staff
from tests.journeys import ways
from tests.journeys.conftest import Opens
from tests.journeys.devices import DESKTOP, PHONE, SMALL_PHONE
from tests.journeys.papers import company_certificate
from tests.journeys.running import Running, until
from tests.journeys.verdicts import verdict
from tests.journeys.ways import person
from tests.journeys.windows import Window
from workflows.installation import open_installation

pytestmark = pytest.mark.timeout(180)


@pytest.mark.shows("CS-08", "CS-09")
def test_somebody_with_the_signing_url_proves_an_address_and_agrees(system: Running, opens: Opens) -> None:
    claim = {"role": "取引先", "kind": "individual", "claimable": True, "imprint": False}
    contract = ways.asked(system, "締結用URLの契約", claim)
    window, sender = opens(SMALL_PHONE), opens(DESKTOP)
    until(lambda: system.mails("admin@", "締結用URL"))
    signs_in(system, sender, "urls@example.co.jp")
    sender.goes(f"/contracts/{contract}")
    window.page.goto(sender.page.get_by_label("お相手にお渡しください").input_value())
    window.see("signing-url")
    window.fill("氏名", "田中 三郎")
    window.fill("メールアドレス", "claim@example.com")
    window.press_below("利用規約に同意して認証コードを送る")
    window.heads("認証コードの入力")
    window.see("claim-code")
    code = ways.code_sent(lambda: ways.mailed_texts(system, "claim@example.com", "認証コード"))
    window.fill("認証コード", code)
    window.press_below("次へ")
    window.drawn()
    window.press_below("次へ")
    ways.confirms(window)
    ways.has_become(system, contract, "concluded")
    window.page.goto(system.link("claim@example.com", ways.CONCLUDED))
    window.press_below("書類を確認する")
    window.heads("締結した書類")


@pytest.mark.shows("IM-32")
def test_a_number_alone_gets_an_sms_and_the_access_code_by_another_way(system: Running, opens: Opens) -> None:
    number = "09012345678"
    by_sms = {
        "role": "借主", "kind": "individual", "name": "鈴木 花子", "phone": number,
        "phone_obtained_on": "2026-11-01", "access_code": "19850505", "imprint": False,
    }  # fmt: skip
    contract = ways.asked(system, "SMSの契約", by_sms, keeps_hours=False)
    texts = until(lambda: ways.texted(system, number))
    assert all(len(text) <= 70 and "19850505" not in text for text in texts)
    link = re.search(r"http://\S+", texts[-1])
    assert link is not None
    window = opens(SMALL_PHONE)
    window.page.goto(link[0])
    window.see("arrival-sms")
    window.press_below("利用規約に同意して確認")
    window.fill("アクセスコード", "19850505")
    window.press_below("次へ")
    window.drawn()
    window.press_below("次へ")
    ways.confirms(window)
    ways.has_become(system, contract, "concluded")


@pytest.mark.shows("CL-20", "CL-22", "IM-44")
def test_who_is_not_the_right_person_hands_over_and_the_old_link_is_dead(
    system: Running, opens: Opens
) -> None:
    mail, successor = "old@example.com", "new@example.net"
    contract = ways.asked(system, "引き継ぐ契約", person(mail, may_hand_over=True, imprint=False))
    window = opens(PHONE)
    ways.arrives(window, system, mail)
    window.follow("書類を転送する")
    window.fill("新しい方の氏名", "高橋 次郎")
    window.fill("新しい方のメールアドレス", successor)
    window.press_below("転送の確認へ")
    window.see("hand-over-confirm")
    window.press("同意して転送完了")
    window.heads("お手続きを引き継ぎました")
    window.see("handed-over")
    ways.follows_mail(window, system, mail)
    expect(window.page.get_by_role("heading", level=1)).to_have_text(
        re.compile("お手続きを引き継ぎました|このリンクは無効になりました")
    )
    ways.agrees_plainly(opens(PHONE), system, successor)
    ways.has_become(system, contract, "concluded")


@pytest.mark.shows("GM-39")
def test_who_does_not_want_the_contract_declines_with_a_reason_and_the_others_are_told(
    system: Running, opens: Opens
) -> None:
    mail, other = "no@example.com", "other@example.com"
    contract = ways.asked(system, "却下する契約", person(mail, order=1), person(other, order=1))
    window = opens(SMALL_PHONE)
    ways.arrives(window, system, mail)
    window.follow("却下する")
    window.press_below("却下の確認へ")
    window.shows("却下の理由を入力してください。")
    window.fill("却下の理由", "社内の方針が変わり、この契約を結ばないこととなりました。")
    window.press_below("却下の確認へ")
    window.press("却下する")
    window.heads("この契約は却下されました")
    window.see("declined")
    ways.has_become(system, contract, "declined")
    until(lambda: system.mails(other, "手続き終了のお知らせ"))
    until(lambda: system.mails("admin@", "却下"))


@pytest.mark.shows("CS-23")
def test_papers_are_handed_in_and_a_pressed_seal_is_uploaded(
    system: Running, opens: Opens, tmp_path: Path
) -> None:
    mail = "seal@example.com"
    asks = {"documents": ["履歴事項全部証明書"], "seal_methods": ["generated", "uploaded"]}
    contract = ways.asked(system, "印影をアップロードする契約", person(mail, **asks))
    paper, seal = tmp_path / "証明書.pdf", tmp_path / "印影.jpg"
    paper.write_bytes(company_certificate())
    seal.write_bytes(pressed())
    window = opens(SMALL_PHONE)
    ways.arrives(window, system, mail)
    window.press_below("次へ")
    window.field("提出するファイル").set_input_files(paper)
    window.press("提出する")
    window.shows("提出済み %(done)s／%(all)s点", done=1, all=1)
    window.page.get_by_role("link", name=window.words("次へ")).click()
    window.page.get_by_role("link", name=window.words("印影をアップロード")).click()
    window.field("印影の画像（PNG・JPEG）").set_input_files(seal)
    window.press("画像を読み込む")
    window.see("seal-uploaded")
    window.press_below("最終プレビュー")
    ways.confirms(window)
    ways.has_become(system, contract, "concluded")


@pytest.mark.shows("CS-24")
def test_a_signature_is_drawn_by_hand(system: Running, opens: Opens) -> None:
    mail = "hand@example.com"
    contract = ways.asked(system, "手書きサインの契約", person(mail, seal_methods=["generated", "drawn"]))
    window = opens(PHONE)
    ways.arrives(window, system, mail)
    window.press_below("次へ")
    ways.draws_by_hand(window)
    window.see("signature-drawn")
    window.press_below("最終プレビュー")
    ways.confirms(window)
    ways.has_become(system, contract, "concluded")


@pytest.mark.shows("CL-02", "GM-03")
def test_a_browser_without_javascript_reads_types_and_agrees(system: Running, opens: Opens) -> None:
    mail = "plain@example.com"
    asks = {"fields": [{"label": "住所"}, {"label": "説明を受けました", "kind": "check"}]}
    contract = ways.asked(system, "JavaScriptのない契約", person(mail, **asks))
    window = opens({**SMALL_PHONE, "java_script_enabled": False})
    ways.follows_mail(window, system, mail)
    window.press_below("利用規約に同意して確認")
    window.press_below("次へ")
    window.heads("入力")
    window.page.get_by_role("link", name=window.words("入力を始める")).click()
    window.main.get_by_label("住所").fill("東京都千代田区霞が関一丁目1番1号")
    window.page.get_by_role("button", name=re.compile("次へ")).last.click()
    window.main.get_by_label("説明を受けました").check()
    window.page.get_by_role("button", name=re.compile("次へ|確認")).last.click()
    window.page.get_by_role("link", name=window.words("確認を完了する")).click()
    window.press("印影を作成")
    window.press_below("最終プレビュー")
    window.heads("最終プレビュー")
    ways.says_yes(window)
    ways.has_become(system, contract, "concluded")


@pytest.mark.shows("GM-14")
def test_two_documents_are_read_in_turn_and_signed_together(
    system: Running, opens: Opens, tmp_path: Path
) -> None:
    mail = "two@example.com"
    contract = ways.asked(system, "2つの文書の契約", person(mail, imprint=False), papers=2)
    window = opens(SMALL_PHONE)
    ways.arrives(window, system, mail)
    window.see("first-of-two")
    window.press_below("次の文書へ")
    window.drawn()
    window.press_below("次へ")
    ways.confirms(window)
    ways.has_become(system, contract, "concluded")
    window.page.goto(system.link(mail, ways.CONCLUDED))
    window.press_below("書類を確認する")
    window.see("concluded-two")
    with window.page.expect_download() as coming:
        window.page.get_by_role("link", name=re.compile("別紙1")).click()
    coming.value.save_as(tmp_path / "second.pdf")
    assert verdict(system, tmp_path / "second.pdf") == ("genuine", "concluded")


@pytest.mark.shows("IM-47", "CL-26")
def test_equal_orders_are_asked_at_once_and_who_is_only_shared_with_gets_the_papers(
    system: Running, opens: Opens
) -> None:
    left, right, boss = "left@example.com", "right@example.com", "boss-cc@example.com"
    parties = (person(left, order=1, imprint=False), person(right, order=1, imprint=False))
    shared = person(boss, signs=False, imprint=False, order=2)
    contract = ways.asked(system, "同じ順番の契約", *parties, shared)
    windows = [opens(PHONE) for _ in range(2)]
    for window, mail in zip(windows, (right, left), strict=True):
        ways.arrives(window, system, mail)
    assert system.mails(boss) == []
    for window in windows:
        window.press_below("次へ")
        ways.confirms(window)
    ways.has_become(system, contract, "concluded")
    reader = opens(PHONE)
    reader.page.goto(system.link(boss, ways.CONCLUDED))
    reader.press_below("書類を確認する")
    reader.heads("締結した書類")
    assert system.mails(boss, ways.REQUEST) == []


@pytest.mark.shows("LW-32", "LW-33")
def test_a_tenant_takes_the_37_document_and_a_landlord_wants_paper(
    system: Running, opens: Opens, tmp_path: Path
) -> None:
    tenant, landlord = "tenant@example.com", "landlord@example.com"
    parties = (
        person(tenant, role="借主", imprint=False, order=1),
        person(landlord, role="貸主", name="大家 花子", imprint=False, order=1),
    )
    contract = ways.asked(system, "賃貸の契約", *parties, contract_type="lease", standing="broker")
    for mail in (tenant, landlord):
        ways.agrees_plainly(opens(PHONE), system, mail)
    ways.has_become(system, contract, "concluded")
    takes, refuses = opens(SMALL_PHONE), opens(SMALL_PHONE)
    for window, mail in ((takes, tenant), (refuses, landlord)):
        window.page.goto(system.link(mail, "電子交付の確認"))
        window.press_below("書類を確認する")
        window.follow("受け取り方を選ぶ")
        window.see("delivery")
    takes.press("承諾する（電子で受け取る）")
    with takes.page.expect_download() as coming:
        takes.press_below("書面を受け取る")
    coming.value.save_as(tmp_path / "37.pdf")
    assert verdict(system, tmp_path / "37.pdf") == ("genuine", "concluded")
    refuses.press_below("紙で受け取る")
    refuses.shows("紙でお渡しします。")
    refuses.see("delivery-refused")
    until(lambda: system.mails("admin@", "紙での交付"))
    with open_installation(read_settings(system.environment)).database.reading() as session:
        assert {row.answer for row in session.query(DeliveryAnswer)} == {"consented", "delivered", "refused"}
        assert session.query(PaperTask).filter(PaperTask.done_at.is_(None)).count() == 1


def test_an_expired_link_says_what_to_do_and_a_new_one_kills_the_old(system: Running, opens: Opens) -> None:
    mail = "late@example.com"
    contract = ways.asked(system, "再依頼する契約", person(mail, imprint=False))
    old = system.link(mail, ways.REQUEST)
    window, sender = opens(SMALL_PHONE), opens(DESKTOP)
    signs_in(system, sender, "again@example.co.jp")
    asks_again(sender, contract)
    until(lambda: len(system.mails(mail, ways.REQUEST)) > 1)
    window.page.goto(old)
    window.heads("このリンクは無効になりました")
    window.see("replaced")
    expire(system, contract)
    ways.follows_mail(window, system, mail)
    window.heads("期限が過ぎました")
    window.see("expired")


def signs_in(system: Running, window: Window, mail: str) -> None:
    temporary = system.command("user", "add", mail, "--name", "山田 太郎", "--role", "administrator")
    staff.signs_in_and_changes_password(window, mail, temporary)


def asks_again(window: Window, contract: str) -> None:
    window.goes(f"/contracts/{contract}")
    window.follow("署名再依頼")
    window.see("asking-again")
    window.page.get_by_role("button", name="再依頼の確認へ").click()
    window.page.get_by_role("button", name="再依頼する").click()


def expire(system: Running, contract: str) -> None:
    """Put the end of the party's links behind us, as the days would."""
    with open_installation(read_settings(system.environment)).database.writing() as session:
        for link in session.query(PartyLink).join(Party).filter(Party.contract.has(public_id=contract)):
            link.expires_at = now_of(session)
