import email
import email.policy
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from adapters.mail import Attachment, BadRecipient, Mail, OutboxMailer
from tests.mail.conftest import SENDER

Compose = Callable[..., Mail]
INJECTIONS = (
    "x\r\nBcc: thief@example.com",
    "=?UTF-8?Q?=0A?=Bcc: thief@example.com",
    "=?utf-8?b?DQpCY2M6IHRoaWVmQGV4YW1wbGUuY29t?=",
    "x\u2028Bcc: thief@example.com",
    '"x" <thief@example.com>, "y',
)


@pytest.fixture
def mailer(tmp_path: Path) -> OutboxMailer:
    return OutboxMailer(tmp_path / "outbox", SENDER)


def sent(tmp_path: Path) -> EmailMessage:
    (path,) = (tmp_path / "outbox").glob("*.eml")
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_mail_is_read_back_from_its_file(mailer: OutboxMailer, tmp_path: Path, compose: Compose) -> None:
    pdf = Attachment("業務委託契約書_締結済.pdf", "application/pdf", b"%PDF-1.7")
    written_at = datetime(2026, 11, 21, 4, 3, 35, tzinfo=UTC)
    mailer.send(compose(reply_to="yamada@example.jp", attachments=[pdf], written_at=written_at))
    message = sent(tmp_path)
    assert message["Message-ID"] == "<contract-7.12.sign_request.party-2@keiyaku.example.jp>"
    assert message["Subject"] == "【株式会社あおぞら不動産】「業務委託契約書」ご確認のお願い"
    assert message["From"] == "株式会社あおぞら不動産 <no-reply@keiyaku.example.jp>"
    assert message["To"] == "佐藤 花子 <hanako@example.jp>"
    assert message["Reply-To"] == "yamada@example.jp"
    assert message["Date"] == "Sat, 21 Nov 2026 04:03:35 +0000"
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content() == "https://keiyaku.example.jp/c/CANARYLINK\n"
    assert html.get_content() == "<p>https://keiyaku.example.jp/c/CANARYLINK</p>\n"
    (attachment,) = message.iter_attachments()
    assert attachment.get_filename() == pdf.name
    assert attachment.get_content() == pdf.content


@pytest.mark.shows("UX-20")
def test_the_subject_is_encoded_and_comes_in_text_and_html(
    mailer: OutboxMailer, tmp_path: Path, compose: Compose
) -> None:
    mailer.send(compose())
    (path,) = (tmp_path / "outbox").glob("*.eml")
    assert path.read_bytes().isascii()
    assert b"Subject: =?utf-8?" in path.read_bytes()
    assert [part.get_content_type() for part in sent(tmp_path).iter_parts()] == ["text/plain", "text/html"]


def test_the_same_mail_again_is_the_same_file(mailer: OutboxMailer, tmp_path: Path, compose: Compose) -> None:
    attachment = Attachment("a.pdf", "application/pdf", b"%PDF-1.7")
    mailer.send(compose(attachments=[attachment]))
    (before,) = (tmp_path / "outbox").iterdir()
    content = before.read_bytes()
    mailer.send(compose(attachments=[attachment]))
    assert [path.read_bytes() for path in (tmp_path / "outbox").iterdir()] == [content]
    assert before.stat().st_mode & 0o077 == 0


@pytest.mark.shows("T34")
@pytest.mark.parametrize("injection", INJECTIONS)
def test_no_name_subject_or_file_name_adds_a_header(
    mailer: OutboxMailer, tmp_path: Path, compose: Compose, injection: str
) -> None:
    attachment = Attachment(injection, "application/pdf", b"%PDF-1.7")
    mailer.send(compose(to_name=injection, subject=injection, attachments=[attachment]))
    message = sent(tmp_path)
    assert {name.lower() for name in message.keys()} == {  # noqa: SIM118 -- iterating a message is its keys too, unnamed
        "message-id", "from", "to", "subject", "auto-submitted", "mime-version", "content-type",
    }  # fmt: skip
    assert [address.addr_spec for address in message["To"].addresses] == ["hanako@example.jp"]
    assert {str(part["Content-Type"]).split(";")[0] for part in message.walk()} == {
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf",
    }  # fmt: skip


@pytest.mark.shows("T34")
@pytest.mark.parametrize(
    "address",
    [
        "a@example.jp\nBcc: b@example.jp",
        "a@example.jp,b@example.jp",
        "a",
        "<a@example.jp>",
        "a@例え.jp",
        "a@b..jp",
    ],
)
def test_what_is_not_one_plain_address_is_a_bad_recipient(
    mailer: OutboxMailer, tmp_path: Path, compose: Compose, address: str
) -> None:
    with pytest.raises(BadRecipient) as refusal:
        mailer.send(compose(to=address))
    assert refusal.value.code == "malformed"
    assert not (tmp_path / "outbox").exists()
    with pytest.raises(ValueError, match="reply_to"):
        compose(reply_to=address)


@pytest.mark.parametrize("message_id", ["../escape", "a/b", "", ".hidden", "a\nb", "x" * 121])
def test_a_message_id_never_becomes_another_path(compose: Compose, message_id: str) -> None:
    with pytest.raises(ValueError, match="message_id"):
        compose(message_id=message_id)
