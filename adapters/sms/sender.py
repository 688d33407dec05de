from typing import Protocol

from adapters.sms.message import SmsMessage


class SmsSender(Protocol):
    def send(self, message: SmsMessage) -> None:
        """Hand the message over, or raise BadNumber, SmsRefused or SmsUnavailable."""


class BadNumber(Exception):
    """The number cannot receive; sending again does not help."""

    def __init__(self, to: str, code: str) -> None:
        self.to = to
        self.code = code
        super().__init__(code)


class SmsRefused(Exception):
    """The service refuses us (account, sender or region); a person must look at it."""

    def __init__(self, status: int, code: str) -> None:
        self.status = status
        self.code = code
        super().__init__(f"{status} {code}")


class SmsUnavailable(Exception):
    """The service does not answer or asks to wait; send again later."""

    def __init__(self, status: int | None) -> None:
        self.status = status
        super().__init__(str(status))


class SmsOff:
    """WARIFU_SMS is off: nothing is sent, and nobody is left to believe that it was."""

    def send(self, message: SmsMessage) -> None:
        raise BadNumber(message.to, "sms_off")
