"""Mails and commands as they come, written here and signed with keys of this test."""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlencode

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from database.audit import AuditEvent
from database.engine import now_of
from database.reviews import ReviewRequest
from tests.counterparty.office import Office

MAIL_KEY = "key of the mail door of this test"
SLACK_SECRET = "signing secret of this test"  # noqa: S105 -- of this test alone
INTAKE = "houmu@keiyaku.example.jp"
SENDER = "viewer@sample.example"


def eml(body: str = "支払条件を見てください。", **headers: str) -> bytes:
    """Return a plain mail; `From_` and the like name headers, with - for _."""
    given = {
        "From": f"=?UTF-8?B?{base64.b64encode('営業 次郎'.encode()).decode()}?= <{SENDER}>",
        "To": INTAKE,
        "Subject": "業務委託契約の相談",
        "Message-ID": "<first@mail.sample.example>",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in given.items() if value)
    return f"{lines}\r\n{body}".encode()


def mixed(*parts: bytes, boundary: bytes = b"=part=", **headers: str) -> bytes:
    """Return a mail of several parts, each with its own head."""
    head = eml("", Content_Type=f'multipart/mixed; boundary="{boundary.decode()}"', **headers)
    return (
        head
        + b"".join(b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts)
        + b"--"
        + boundary
        + b"--\r\n"
    )


def part(content_type: str, data: bytes, *more: bytes) -> bytes:
    lines = [b"Content-Type: " + content_type.encode(), b"Content-Transfer-Encoding: base64", *more]
    return b"\r\n".join([*lines, b"", base64.encodebytes(data)])


@dataclass
class Post:
    site: Flask
    office: Office

    def mails(self, raw: bytes, key: str = MAIL_KEY, **found: str) -> TestResponse:
        """Deliver a mail as SendGrid does, with what it found out about the sender."""
        form: dict[str, bytes | str] = {"email": raw, "envelope": json.dumps({"from": SENDER}), **found}
        body, boundary = _form(form)
        return self.site.test_client().post(
            "/hooks/inbound-mail",
            data=body,
            content_type=f"multipart/form-data; boundary={boundary}",
            headers={"Authorization": "Basic " + base64.b64encode(f"sendgrid:{key}".encode()).decode()},
        )

    def commands(
        self,
        text: str,
        late: int = 0,
        secret: str = SLACK_SECRET,
        trigger: str = "1.2",
        member: str = "U012AB3CD",
    ) -> TestResponse:
        """Post `/warifu text` of a member, signed `late` seconds ago."""
        with self.office.opened.database.reading() as session:
            at = int(now_of(session).timestamp()) - late
        body = urlencode({"user_id": member, "trigger_id": trigger, "text": text}).encode()
        signature = hmac.new(secret.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
        return self.site.test_client().post(
            "/hooks/slack",
            data=BytesIO(body),
            content_length=len(body),
            content_type="application/x-www-form-urlencoded",
            headers={"X-Slack-Signature": f"v0={signature}", "X-Slack-Request-Timestamp": str(at)},
        )

    def reviews(self) -> list[ReviewRequest]:
        with self.office.opened.database.reading() as session:
            return list(session.scalars(select(ReviewRequest).order_by(ReviewRequest.id)))

    def audited(self, code: str) -> list[dict[str, object]]:
        with self.office.opened.database.reading() as session:
            rows = session.scalars(select(AuditEvent.facts).where(AuditEvent.code == code))
            return [json.loads(one) for one in rows]


def _form(fields: dict[str, bytes | str]) -> tuple[bytes, str]:
    boundary = "xYzZY-of-sendgrid"
    body = b""
    for name, value in fields.items():
        data = value if isinstance(value, bytes) else value.encode()
        body += (
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + data + b"\r\n"
        )
    return body + f"--{boundary}--\r\n".encode(), boundary
