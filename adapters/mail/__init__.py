from adapters.mail.headers import header_value
from adapters.mail.mailer import BadRecipient, Mailer, MailRefused, MailUnavailable
from adapters.mail.message import Attachment, Mail
from adapters.mail.outbox import OutboxMailer
from adapters.mail.postman import Postman
from adapters.mail.renderer import MAIL_NAMES, MAIL_TEMPLATES, MailRenderer, RenderedMail
from adapters.mail.sender import Sender, SenderRefused
from adapters.mail.sendgrid_mailer import SendGridMailer

__all__ = [
    "MAIL_NAMES",
    "MAIL_TEMPLATES",
    "Attachment",
    "BadRecipient",
    "Mail",
    "MailRefused",
    "MailRenderer",
    "MailUnavailable",
    "Mailer",
    "OutboxMailer",
    "Postman",
    "RenderedMail",
    "SendGridMailer",
    "Sender",
    "SenderRefused",
    "header_value",
]
