import json
from pathlib import Path

from adapters.durable import write_over
from adapters.sms.message import SmsMessage, is_mobile
from adapters.sms.sender import BadNumber

ENDING = ".sms"


class OutboxSms:
    """Writes each message as `<message id>.sms`, JSON: the recipient's phone of a demonstration."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: SmsMessage) -> None:
        """Write the message; the same message again gives the same bytes in the same file."""
        if not is_mobile(message.to):
            raise BadNumber(message.to, "malformed")
        written = json.dumps({"to": message.to, "text": message.text}, ensure_ascii=False, indent=1)
        write_over(self._folder / f"{message.message_id}{ENDING}", [written.encode()])
