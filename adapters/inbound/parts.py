"""A mail's tree within bounds: depth, parts, lines and headers are counted while it is read (MIME bombs)."""

from email.feedparser import BytesFeedParser
from email.message import Message
from email.policy import Compat32, compat32
from typing import Any

from adapters.inbound.charsets import text_of
from contracts.mail_intake import LARGEST_MAIL_BYTES

DEEPEST, MOST_PARTS, MOST_LINES = 10, 200, 1_000_000
MOST_HEADERS, LONGEST_HEADER = 500, 20_000


class MailUnreadable(Exception):
    """A mail that is larger or more nested than any person's; `code` says which."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class Part(Message):
    """A message or one of its parts, that refuses to grow beyond what is read."""

    def __init__(self, policy: Compat32 = compat32) -> None:
        super().__init__(policy)
        self.depth = 0
        self.count = 0

    def set_raw(self, name: str, value: Any) -> None:  # noqa: ANN401 -- as the parser hands it over
        """Keep a header as text: what is not ASCII in it is read as Japanese mail programs write it."""
        self.count += 1
        if self.count > MOST_HEADERS or len(value) > LONGEST_HEADER:
            raise MailUnreadable("headers")
        super().set_raw(name, text_of(str(value).encode("ascii", "surrogateescape")))

    def attach(self, payload: Any) -> None:  # noqa: ANN401 -- as the parser hands it over
        payload.depth = self.depth + 1
        if payload.depth > DEEPEST:
            raise MailUnreadable("nested")
        super().attach(payload)


def read_tree(raw: bytes) -> Part:
    """Return the mail; raises MailUnreadable."""
    if len(raw) > LARGEST_MAIL_BYTES:
        raise MailUnreadable("too_large")
    if raw.count(b"\n") + raw.count(b"\r") > 2 * MOST_LINES:
        raise MailUnreadable("lines")
    made = 0

    def counted(policy: Compat32 = compat32) -> Part:
        nonlocal made
        made += 1
        if made > MOST_PARTS:
            raise MailUnreadable("parts")
        return Part(policy)

    parser = BytesFeedParser(counted, policy=compat32)
    parser.feed(raw)
    tree = parser.close()
    assert isinstance(tree, Part)  # noqa: S101 -- the parser makes nothing but what it was given to make
    return tree
