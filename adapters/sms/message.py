import re
from dataclasses import dataclass, field

MESSAGE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")
MOBILE = re.compile(r"0[6789]0[0-9]{8}")
JAPAN = "+81"


@dataclass(frozen=True, slots=True)
class SmsMessage:
    """One SMS to one Japanese mobile number, written as it is dialled: digits alone (IM-33).

    `message_id` is stable for one effect and a safe file name. Raises ValueError.
    """

    message_id: str
    to: str
    text: str = field(repr=False)

    def __post_init__(self) -> None:
        if not MESSAGE_ID.fullmatch(self.message_id):
            raise ValueError("message_id")

    @property
    def international(self) -> str:
        """The number as ITU-T E.164 writes it: +819012345678."""
        return JAPAN + self.to[1:]


def is_mobile(number: str) -> bool:
    """Tell whether these are the eleven digits of a Japanese mobile number."""
    return MOBILE.fullmatch(number) is not None
