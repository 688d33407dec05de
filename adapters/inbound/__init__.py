"""Mails that come in: bytes to facts, within bounds, with the standard library alone (MK-44)."""

from adapters.inbound.parts import MailUnreadable
from adapters.inbound.reading import read_mail
from adapters.inbound.sendgrid import Delivered, delivered

__all__ = ["Delivered", "MailUnreadable", "delivered", "read_mail"]
