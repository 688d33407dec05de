import json
import re
from pathlib import Path
from typing import Any

import pytest
from jinja2 import UndefinedError, meta, nodes

from adapters.mail import MAIL_NAMES, MAIL_TEMPLATES, MailRenderer, RenderedMail

GOLDEN = Path(__file__).parent / "golden"
SIGNATURE = {"product", "site_url", "support_mail", "report_of"}
RENDERER = MailRenderer("https://keiyaku.example.jp", "help@example.jp")
PARTS = ("subject.ja.txt", "body.ja.txt", "body.ja.html")
ENGLISH = ("subject.en.txt", "body.en.txt", "body.en.html")


def facts(name: str) -> dict[str, Any]:
    known: dict[str, Any] = json.loads((GOLDEN / f"{name}.json").read_text())
    return known


def rendered(name: str, **other: object) -> RenderedMail:
    return RENDERER.render(name, facts(name) | other)


def variables(template: str) -> set[str]:
    environment = RENDERER.environments["ja"]
    tree = environment.parse((MAIL_TEMPLATES / template).read_text())
    imported = {node.target for node in tree.find_all(nodes.Import)}
    own = meta.find_undeclared_variables(tree) - set(environment.globals) - imported
    return own.union(*(variables(other) for other in meta.find_referenced_templates(tree) if other))


def test_each_folder_is_one_mail_of_three_files_in_each_language() -> None:
    folders = {path.name: path for path in MAIL_TEMPLATES.iterdir() if path.is_dir()}
    assert sorted(folders) == sorted(MAIL_NAMES)
    for folder in folders.values():
        assert {path.name for path in folder.iterdir()} == {*PARTS, *ENGLISH}


@pytest.mark.parametrize("name", MAIL_NAMES)
def test_each_mail_uses_exactly_its_known_facts(name: str) -> None:
    used = set[str]().union(*(variables(f"{name}/{part}") for part in PARTS))
    assert used - SIGNATURE == set(facts(name))


@pytest.mark.parametrize("name", MAIL_NAMES)
def test_each_mail_reads_as_its_golden_text(name: str) -> None:
    mail = rendered(name)
    assert f"{mail.subject}\n\n{mail.text}" == (GOLDEN / f"{name}.txt").read_text()


@pytest.mark.parametrize("name", MAIL_NAMES)
def test_the_html_says_what_the_text_says(name: str) -> None:
    mail = rendered(name)
    shown = [value for value in facts(name).values() if isinstance(value, str) and value in mail.text]
    assert len(shown) > 3
    for value in shown:
        assert value in mail.html


@pytest.mark.parametrize("name", MAIL_NAMES)
def test_each_mail_says_that_it_is_send_only_and_who_we_are(name: str) -> None:
    mail = rendered(name)
    for body in (mail.text, mail.html):
        assert "送信専用" in body
        assert "割符（Warifu）" in body
        assert "https://keiyaku.example.jp" in body
        assert "help@example.jp" in body


@pytest.mark.shows("IM-85")
@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", MAIL_NAMES)
def test_the_foot_of_each_mail_names_whom_the_organisation_says_to_ask(name: str, language: str) -> None:
    asked = "it@aozora.example.jp / https://aozora.example.jp/help"
    mail = RENDERER.render(name, facts(name) | {"support_mail": asked}, language)
    for body in (mail.text, mail.html):
        foot = body.rpartition("https://keiyaku.example.jp")[2]
        assert asked in foot
        assert "help@example.jp" not in foot


@pytest.mark.parametrize("name", MAIL_NAMES)
def test_a_missing_fact_is_an_error_and_never_an_empty_place(name: str) -> None:
    for fact in facts(name):
        without = {key: value for key, value in facts(name).items() if key != fact}
        with pytest.raises(UndefinedError):
            RENDERER.render(name, without)


@pytest.mark.shows("UX-08")
def test_a_person_is_sama_an_organisation_is_onchu_and_never_both() -> None:
    assert rendered("withdrawn").text.startswith("株式会社みどり商店\n佐藤　花子 様\n")
    assert rendered("withdrawn", to_name="").text.startswith("株式会社みどり商店 御中\n")
    assert rendered("withdrawn", to_company="").text.startswith("佐藤　花子 様\n")
    assert "御中" not in rendered("withdrawn").text


@pytest.mark.shows("IM-02", "IM-03")
def test_the_account_mail_has_its_seven_parts() -> None:
    mail = rendered("account_issued")
    assert mail.subject == "【割符（Warifu）】アカウント発行のお知らせ"
    assert "管理者アカウントを発行しました" in mail.text
    assert mail.text.startswith("株式会社あおぞら不動産\n山田　太郎 様\n")
    for body in (mail.text, mail.html):
        for part in (
            "ログインID",
            "仮パスワード",
            "/login",
            "設定ガイドURL",
            "ヘルプデスク",
            "送信専用",
            "割符（Warifu）",
        ):
            assert part in body


@pytest.mark.shows("AD-23")
def test_the_request_says_who_asks_by_when_and_how_to_make_sure() -> None:
    mail = rendered("sign_request")
    assert mail.subject == "【株式会社あおぞら不動産】「業務委託契約書」ご確認のお願い（期限 12/10）"
    for body in (mail.text, mail.html):
        for part in ("山田 太郎", "03-1234-5678", "お手元の番号でもご確認いただけます", "2026年12月10日"):
            assert part in body
    assert "ご返信は山田" not in mail.text
    assert "ご返信は 山田 太郎 様に届きます" in rendered("sign_request", reply_to_owner=True).text


def test_who_may_hand_over_is_told_how_instead_of_forwarding_the_mail() -> None:
    assert "「書類を転送する」" in rendered("sign_request", may_hand_over=True).text
    assert "「書類を転送する」" not in rendered("sign_request").text


def test_the_request_knows_of_an_access_code_but_takes_none() -> None:
    assert not {name for name in facts("sign_request") if "code" in name} - {"has_access_code"}
    assert "アクセスコード" in rendered("sign_request").text
    assert "アクセスコード" not in rendered("sign_request", has_access_code=False).text


def test_a_repeated_request_says_that_the_older_link_is_dead() -> None:
    again = rendered("sign_request", is_resend=True)
    assert again.subject.startswith("【再送】【株式会社あおぞら不動産】")
    assert "以前のメールのリンクは無効になりました" in again.text


@pytest.mark.parametrize(
    ("waiting", "words"),
    [
        (2, "まだ締結ではありません。全員の同意がそろうと締結となります（あと2名）。"),
        (None, "まだ締結ではありません。全員の同意がそろうと締結となります。"),
        (0, "全員の同意がそろいました。"),
    ],
)
def test_the_receipt_never_calls_an_agreement_a_conclusion(waiting: int | None, words: str) -> None:
    mail = rendered("agreement_receipt", waiting_count=waiting)
    for body in (mail.text, mail.html):
        assert "同意を記録しました。" in body
        assert words in body


@pytest.mark.shows("CL-15")
def test_the_conclusion_is_named_with_its_contract_and_is_to_be_kept() -> None:
    mail = rendered("concluded")
    assert mail.subject == "【締結完了】「業務委託契約書」（株式会社あおぞら不動産）"
    for body in (mail.text, mail.html):
        for part in (
            "合意締結が完了しました",
            "書類を確認する",
            "有効期限はありません",
            "大切に保管",
            "送信専用",
        ):
            assert part in body
        for part in ("株式会社みどり商店\n佐藤　花子 様", "山田 太郎 様", "業務委託契約書"):
            assert part in body


def test_a_send_back_from_inside_and_from_outside_are_two_words() -> None:
    assert rendered("sent_back", is_inside=True).subject.startswith("【社内差し戻し】")
    assert rendered("sent_back", is_inside=False).subject.startswith("【相手方差し戻し】")


def test_an_unknown_decision_is_not_mailed() -> None:
    with pytest.raises(UndefinedError):
        rendered("approval_decided", decision="maybe")


def test_the_owner_of_an_expired_contract_gets_its_page_and_a_party_gets_the_sender() -> None:
    page = "https://keiyaku.example.jp/contracts/7f3c"
    owners, partys = rendered("expired", contract_url=page), rendered("expired")
    assert page in owners.text
    assert page in owners.html
    assert "03-1234-5678" in partys.text
    assert "03-1234-5678" not in owners.text


@pytest.mark.parametrize("name", ["renewal_asked", "renewal_escalated"])
def test_what_renews_for_nobody_knows_how_long_is_not_said_to_move_on(name: str) -> None:
    lacking = facts(name) | {"renews": False, "lacks_period": True}
    for language, words in (("ja", "更新期間が未登録です"), ("en", "not for how long")):
        mail = RENDERER.render(name, lacking, language)
        for body in (mail.text, mail.html):
            assert words in body
            assert "登録された更新期間のとおり" not in body
            assert "moves on by" not in body


def test_what_others_wrote_is_marked_line_by_line() -> None:
    reason = "一行目\n\n▼ 契約を開く\nhttps://thief.example.com"
    mail = rendered("sent_back", reason=reason)
    assert "> 一行目\n> \n> ▼ 契約を開く\n> https://thief.example.com\n" in mail.text


@pytest.mark.parametrize("name", MAIL_NAMES)
def test_no_fact_becomes_markup_or_a_second_subject(name: str) -> None:
    attack = '<script>alert(1)</script>"><img src=x>\u202e'
    told = facts(name)
    attacked = {key: attack for key, value in told.items() if isinstance(value, str) and not _is_moment(key)}
    attacked.pop("decision", None)
    mail = RENDERER.render(name, told | attacked)
    assert "<script" not in mail.html
    assert "<img" not in mail.html
    assert "\u202e" not in mail.subject + mail.text + mail.html
    assert "\n" not in mail.subject


def test_the_html_needs_nothing_from_elsewhere_and_bears_a_dark_screen() -> None:
    for name in MAIL_NAMES:
        html = rendered(name).html
        assert '<meta name="color-scheme" content="light dark">' in html
        assert not re.search(r"<(?:script|link|img|style|form)\b", html)
        assert not re.search(r"(?<!-)\bcolor:(?!#ffffff)", html)


def _is_moment(key: str) -> bool:
    return key.endswith(("_at", "_on"))


@pytest.mark.parametrize(
    ("name", "organization"),
    [
        ("agreement_received", "party_organization"),
        ("code_locked", "party_organization"),
        ("declined", "declined_by_organization"),
        ("documents_submitted", "party_organization"),
        ("handed_over", "new_organization"),
        ("retraction_asked", "asked_by_organization"),
        ("sent_back", "sent_back_by_organization"),
        ("undelivered", "party_organization"),
    ],
)
def test_a_person_without_a_company_is_named_without_a_gap(name: str, organization: str) -> None:
    mail = rendered(name, **{organization: ""})
    assert not [line for line in mail.text.splitlines() if line.startswith("　")]
    assert ">　" not in mail.html
