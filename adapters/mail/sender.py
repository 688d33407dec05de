import re
from dataclasses import dataclass
from typing import Self

from adapters.mail.headers import header_value
from contracts.mail_address import is_address

NAMED = re.compile(r"\s*(?P<name>[^<>]*?)\s*<(?P<address>[^<>\s]+)>\s*")


class SenderRefused(ValueError):
    """WARIFU_MAIL_FROM is neither an address nor “Name <address>”."""


@dataclass(frozen=True, slots=True)
class Sender:
    name: str
    address: str

    @classmethod
    def read(cls, text: str) -> Self:
        """Read “Name <address>” or a bare address, or raise SenderRefused."""
        named = NAMED.fullmatch(text)
        name, address = (named["name"], named["address"]) if named else ("", text.strip())
        if not is_address(address):
            raise SenderRefused(text)
        return cls(header_value(name.strip('"')), address)

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]
