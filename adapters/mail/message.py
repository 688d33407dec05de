import re
from dataclasses import dataclass, field
from datetime import datetime

from adapters.mail.headers import header_value
from contracts.mail_address import is_address

MESSAGE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")
MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")


class MailMalformed(ValueError):
    """The mail itself is wrong: `code` names the field."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    media_type: str
    content: bytes = field(repr=False)

    def __post_init__(self) -> None:
        _require(MEDIA_TYPE, self.media_type, "media_type")
        object.__setattr__(self, "name", header_value(self.name).replace("/", "／").replace("\\", "＼"))


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one person; every value that becomes a header is made harmless on the way in.

    `message_id` is stable for one effect, so that a repeated sending can be recognised. Raises MailMalformed.
    """

    message_id: str
    to: str
    to_name: str
    subject: str
    text: str = field(repr=False)
    html: str = field(repr=False)
    reply_to: str | None = None
    attachments: tuple[Attachment, ...] = ()
    written_at: datetime | None = None

    def __post_init__(self) -> None:
        _require(MESSAGE_ID, self.message_id, "message_id")
        if self.reply_to is not None:
            require_address(self.reply_to, "reply_to")
        object.__setattr__(self, "to_name", header_value(self.to_name))
        object.__setattr__(self, "subject", header_value(self.subject))
        object.__setattr__(self, "attachments", tuple(self.attachments))


def require_address(address: str, code: str) -> None:
    if not is_address(address):
        raise MailMalformed(code)


def _require(pattern: re.Pattern[str], value: str, code: str) -> None:
    if not pattern.fullmatch(value):
        raise MailMalformed(code)
