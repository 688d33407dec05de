import base64
import json
import logging

from python_http_client.exceptions import HTTPError
from sendgrid import SendGridAPIClient

from adapters.mail.mailer import BadRecipient, MailRefused, MailUnavailable
from adapters.mail.message import Attachment, Mail
from adapters.mail.sender import Sender
from contracts.mail_address import is_address

PATIENCE = 20.0
BAD_REQUEST = 400
TOO_MANY = 429
SERVER_ERROR = 500

# At DEBUG this logger prints whole bodies, and with them the links.
logging.getLogger("python_http_client").setLevel(logging.WARNING)


class SendGridMailer:
    """Sends by the SendGrid v3 API; `url` is its host, another one for the EU region or a test server."""

    def __init__(self, key: str, url: str, sender: Sender) -> None:
        self._api = SendGridAPIClient(api_key=key, host=url)
        self._api.client.timeout = PATIENCE
        self._sender = sender

    def send(self, mail: Mail) -> None:
        """Hand the mail over (any 2xx), or raise BadRecipient, MailRefused or MailUnavailable."""
        if not is_address(mail.to):
            raise BadRecipient(mail.to, "malformed")
        try:
            self._api.client.mail.send.post(request_body=request_body(mail, self._sender))
        except HTTPError as error:
            raise _refusal(error, mail) from None
        except OSError:
            raise MailUnavailable(None) from None


def request_body(mail: Mail, sender: Sender) -> dict[str, object]:
    """Return the body of POST /v3/mail/send, without tracking: it would rewrite and leak the links."""
    body: dict[str, object] = {
        "personalizations": [
            {
                "to": [_named(mail.to_name, mail.to)],
                "headers": {
                    "Message-ID": f"<{mail.message_id}@{sender.domain}>",
                    "Auto-Submitted": "auto-generated",
                },
                "custom_args": {"message_id": mail.message_id},
            }
        ],
        "from": _named(sender.name, sender.address),
        "subject": mail.subject,
        "content": [
            {"type": "text/plain", "value": mail.text},
            {"type": "text/html", "value": mail.html},
        ],
        "tracking_settings": {
            "click_tracking": {"enable": False, "enable_text": False},
            "open_tracking": {"enable": False},
            "subscription_tracking": {"enable": False},
            "ganalytics": {"enable": False},
        },
    }
    if mail.reply_to is not None:
        body["reply_to"] = {"email": mail.reply_to}
    if mail.attachments:
        body["attachments"] = [_attached(attachment) for attachment in mail.attachments]
    return body


def _named(name: str, address: str) -> dict[str, str]:
    return {"email": address, "name": name} if name else {"email": address}


def _attached(attachment: Attachment) -> dict[str, str]:
    return {
        "content": base64.b64encode(attachment.content).decode(),
        "type": attachment.media_type,
        "filename": attachment.name,
        "disposition": "attachment",
    }


def _refusal(error: HTTPError, mail: Mail) -> BadRecipient | MailRefused | MailUnavailable:
    status = int(error.status_code)
    if status == TOO_MANY or status >= SERVER_ERROR:
        return MailUnavailable(status, _reset_at(error))
    field = _refused_field(error)
    if status == BAD_REQUEST and field.startswith("personalizations"):
        return BadRecipient(mail.to, "refused_by_service")
    return MailRefused(status, field or "refused")


def _refused_field(error: HTTPError) -> str:
    """Return the field SendGrid names in its error; its message may quote the mail and is not kept."""
    try:
        return str(json.loads(error.body)["errors"][0]["field"] or "")
    except (ValueError, LookupError, TypeError):
        return ""


def _reset_at(error: HTTPError) -> int | None:
    value = str(error.headers.get("X-RateLimit-Reset", "")) if error.headers else ""
    return int(value) if value.isascii() and value.isdigit() else None
