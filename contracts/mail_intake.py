"""受付メール: whose it is, what it answers, and what becomes of it (domain.md MK-44, MK-45).

`From` can be written by anybody: what came so is a word in a thread, never an act on a contract.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from contracts.mail_address import is_address
from contracts.reviewing import ReviewKind

LARGEST_MAIL_BYTES = 48 * 1024 * 1024
"""What a mail may have as it came; services carry less."""
LONGEST_TITLE, LONGEST_BODY, LONGEST_QUOTED = 300, 10_000, 20_000
MOST_REFERENCES = 50
LONGEST_FROM = 1_000
UNTITLED = "（件名なし）"
OPENING_LETTER = "review_asked"

_ID = re.compile(r"<([^<>\s]{1,250})>")
_LETTER = re.compile(r"(review_asked|review_answered)\.([0-9a-f-]{32,36})\.[0-9a-f-]{32,36}@.+")
_QUOTED_NAME = re.compile(r'"(?:[^"\\]|\\.)*"')
_COMMENT = re.compile(r"\([^()]*\)")
_NAMED = re.compile(r"[^<>@,;]*<\s*([^<>\s]+)\s*>\s*")
_PREFIX = re.compile(r"(?:(?:re|fwd?|返信|転送)\s*[:：]\s*)+", re.IGNORECASE)
_BULK = frozenset({"bulk", "junk", "auto_reply"})
"""Not `list`: the address of a department is often a mailing list, and its members write themselves."""
_UNPRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\ufeff]")


@dataclass(frozen=True, slots=True)
class IncomingFile:
    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class IncomingMail:
    """A mail as it was read; `references` are ids without their brackets, the nearest first."""

    message_id: str
    sender: str
    subject: str
    text: str = field(repr=False)
    references: tuple[str, ...]
    is_automatic: bool
    files: tuple[IncomingFile, ...]
    has_winmail: bool
    authentication: tuple[str, ...]
    raw: bytes = field(repr=False)


def sender_address(header: str) -> str:
    """Return the one address of a `From`, or nothing: two of them, or a trick of quoting, are nobody's."""
    if len(header) > LONGEST_FROM:
        return ""
    bare = _COMMENT.sub("", _QUOTED_NAME.sub("", header)).strip()
    named = _NAMED.fullmatch(bare)
    address = named[1] if named else bare
    return address if is_address(address) else ""


def is_automatic(submitted: str, precedence: str, return_path: str, content_type: str) -> bool:
    """Say whether a program wrote it: an absence notice must not open a request (RFC 3834)."""
    answers = submitted.partition(";")[0].strip().casefold() not in {"", "no"}
    reports = content_type.casefold() == "multipart/report" or return_path.strip() == "<>"
    return answers or reports or precedence.strip().casefold() in _BULK


def ids_in(*headers: str) -> tuple[str, ...]:
    """Return the message ids of In-Reply-To and References, the nearest first."""
    found = [one for header in headers for one in reversed(_ID.findall(header))]
    return tuple(dict.fromkeys(found))[:MOST_REFERENCES]


def letter_of(message_id: str) -> tuple[str, str] | None:
    """Return which of our letters has this id: its template and the row it was about."""
    found = _LETTER.fullmatch(message_id)
    return (found[1], found[2]) if found else None


def title_of(subject: str, text: str) -> str:
    """Return the 件名 of a request: the subject without 「Re:」, else the first line."""
    lines = (_PREFIX.sub("", one.strip(), count=1).strip() for one in (subject, *text.split("\n")))
    return next((one[:LONGEST_TITLE] for one in lines if one), UNTITLED)


def kind_of(files: Sequence[IncomingFile]) -> ReviewKind:
    """A mail with a file asks to look at it; one without asks a question."""
    return ReviewKind.CHECKING if files else ReviewKind.CONSULTING


def plain(text: str) -> str:
    """Return text of several lines as it may be kept: NFC, without controls; pages show what else hides."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return _UNPRINTED.sub("", lines).strip()


def one_line(text: str) -> str:
    return " ".join(plain(text).split())


def file_name(name: str) -> str:
    """Return the last part of a path, NFC, without what is not seen (threats.md T36)."""
    bare = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    return "".join(one for one in bare if one.isprintable()).strip(" .")


def shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
