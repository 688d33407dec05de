"""動作確認用の送信箱: every mail of a trial with its links; nothing outside the folder."""

import pytest
from flask import Flask

from adapters.mail import Mail, OutboxMailer, Sender
from tests.api.bureau import open_bureau
from tests.lifecycle.office import Office, open_office

LINK = "http://127.0.0.1:8080/c/l/token"


def post(office: Office, message_id: str, subject: str, html: str = "<p>本文</p>") -> None:
    mail = Mail(
        message_id=message_id,
        to="sato@example.com",
        to_name="佐藤 一郎",
        subject=subject,
        text=f"佐藤 一郎 様\n次のリンクを開いてください。\n{LINK}\n",
        html=html,
    )
    OutboxMailer(office.opened.settings.outbox, Sender.read("割符 <no-reply@localhost>")).send(mail)


def test_the_mailbox_lists_mails_newest_first_and_says_what_it_is(app: Flask, office: Office) -> None:
    assert "メールはまだありません" in app.test_client().get("/dev/mailbox").get_data(as_text=True)
    post(office, "first", "一通目")
    post(office, "second", "二通目")
    page = app.test_client().get("/dev/mailbox").get_data(as_text=True)
    assert "動作確認用の送信箱" in page
    assert page.index("二通目") < page.index("一通目")


def test_a_mail_is_shown_with_its_links_to_follow(app: Flask, office: Office) -> None:
    post(office, "first", "署名のご依頼")
    answer = app.test_client().get("/dev/mailbox/first")
    page = answer.get_data(as_text=True)
    assert f'href="{LINK}"' in page
    assert "sato@example.com" in page
    assert "frame-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.shows("T29")
def test_the_html_of_a_mail_is_sandboxed_by_its_own_policy(app: Flask, office: Office) -> None:
    post(office, "first", "<script>件名</script>", "<script>alert(1)</script>")
    answer = app.test_client().get("/dev/mailbox/first/body.html")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'; style-src 'unsafe-inline'")
    assert "script-src" not in policy
    assert "<script>件名" not in app.test_client().get("/dev/mailbox/first").get_data(as_text=True)


@pytest.mark.shows("T38")
@pytest.mark.parametrize(
    "name",
    ["missing", "..", "%2e%2e%2fkeys%2fmaster", "../keys/master", "..%5ckeys", "*", "fir?t", "first.eml"],
)
def test_no_name_leads_out_of_the_folder(app: Flask, office: Office, name: str) -> None:
    post(office, "first", "一通目")
    (office.opened.settings.outbox.parent / "other.eml").write_bytes(b"Subject: secret\n\n")
    for path in (f"/dev/mailbox/{name}", f"/dev/mailbox/{name}/body.html"):
        answer = app.test_client().get(path)
        assert answer.status_code in {404, 308}


def test_the_mailbox_exists_on_this_machine_only(office: Office, app: Flask) -> None:
    home = office.opened.settings.home.parent
    public = open_office(home / "public", WARIFU_BASE_URL="https://keiyaku.example.jp")
    there = open_bureau(public).test_client().get("/dev/mailbox", base_url="https://keiyaku.example.jp")
    assert there.status_code == 404
    assert app.test_client().get("/dev/mailbox").status_code == 200
