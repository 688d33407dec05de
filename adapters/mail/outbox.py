import hashlib
from email.headerregistry import Address
from email.message import EmailMessage
from pathlib import Path

from adapters.durable import write_over
from adapters.mail.mailer import BadRecipient
from adapters.mail.message import Attachment, Mail
from adapters.mail.sender import Sender
from contracts.mail_address import is_address


class OutboxMailer:
    """Writes each mail as `<message id>.eml`; the folder is the recipient's mailbox of a demonstration."""

    def __init__(self, folder: Path, sender: Sender) -> None:
        self._folder = folder
        self._sender = sender

    def send(self, mail: Mail) -> None:
        """Write the mail; the same mail again gives the same bytes in the same file."""
        if not is_address(mail.to):
            raise BadRecipient(mail.to, "malformed")
        write_over(self._folder / f"{mail.message_id}.eml", [_as_message(mail, self._sender).as_bytes()])


def _as_message(mail: Mail, sender: Sender) -> EmailMessage:
    message = EmailMessage()
    message["Message-ID"] = f"<{mail.message_id}@{sender.domain}>"
    if mail.written_at is not None:
        message["Date"] = mail.written_at
    message["From"] = _address(sender.name, sender.address)
    message["To"] = _address(mail.to_name, mail.to)
    if mail.reply_to is not None:
        message["Reply-To"] = _address("", mail.reply_to)
    message["Subject"] = mail.subject
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text, cte="base64")
    message.add_alternative(mail.html, subtype="html", cte="base64")
    for attachment in mail.attachments:
        _attach(message, attachment)
    _settle_boundaries(message, mail.message_id)
    return message


def _address(name: str, address: str) -> Address:
    return Address(display_name=name, addr_spec=address)


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    maintype, _, subtype = attachment.media_type.partition("/")
    message.add_attachment(attachment.content, maintype=maintype, subtype=subtype, filename=attachment.name)


def _settle_boundaries(message: EmailMessage, message_id: str) -> None:
    """Random boundaries would make the same mail different bytes each time."""
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            digest = hashlib.sha256(f"{message_id}/{number}".encode()).hexdigest()
            part.set_boundary(f"={digest[:40]}=")
