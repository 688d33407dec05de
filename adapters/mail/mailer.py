from typing import Protocol

from adapters.mail.message import Mail


class Mailer(Protocol):
    def send(self, mail: Mail) -> None:
        """Hand the mail over, or raise BadRecipient, MailRefused or MailUnavailable."""


class BadRecipient(Exception):
    """The address cannot receive; sending again does not help."""

    def __init__(self, to: str, code: str) -> None:
        self.to = to
        self.code = code
        super().__init__(code)


class MailRefused(Exception):
    """The mail service refuses us (key, sender or content); a person must look at it."""

    def __init__(self, status: int, code: str) -> None:
        self.status = status
        self.code = code
        super().__init__(f"{status} {code}")


class MailUnavailable(Exception):
    """The mail service does not answer or asks to wait; send again, not before `reset_at` (Unix seconds)."""

    def __init__(self, status: int | None, reset_at: int | None = None) -> None:
        self.status = status
        self.reset_at = reset_at
        super().__init__(str(status))
