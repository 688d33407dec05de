"""What a mail's tree holds: its words once, its attachments, and nothing that only a program reads."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from adapters.inbound.charsets import text_of
from adapters.inbound.markup import text_of_markup
from adapters.inbound.words import decoded, name_of
from contracts.mail_intake import IncomingFile, file_name

if TYPE_CHECKING:
    from email.message import Message

LONGEST_TEXT = 200_000
MOST_BYTES_A_LETTER = 8
"""One letter of ISO-2022-JP between its escapes."""
WINMAIL = "application/ms-tnef"
OF_PROGRAMS = frozenset(
    {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"}
)
"""Signatures over the mail, which the stored original keeps."""


@dataclass(slots=True)
class Found:
    """`room` is how much text is still read: markup made to be slow has no second part to be slow in."""

    texts: list[str] = field(default_factory=list)
    files: list[IncomingFile] = field(default_factory=list)
    has_winmail: bool = False
    room: int = LONGEST_TEXT


def gather(part: "Message[str, str]", found: Found) -> None:
    kind = part.get_content_type()
    if part.is_multipart():
        _gather_parts(part, kind, found)
    elif kind == WINMAIL or name_of(part).casefold() == "winmail.dat":
        found.has_winmail = True
    elif kind in OF_PROGRAMS:
        return
    elif kind in {"text/plain", "text/html"} and not _is_file(part):
        found.texts.append(_text(part, kind, found))
    else:
        _add(found, name_of(part), part.get_payload(decode=True))


def _gather_parts(part: "Message[str, str]", kind: str, found: Found) -> None:
    children: list[Any] = part.get_payload()  # type: ignore[assignment]  # a list wherever is_multipart() holds
    if part.get_content_maintype() == "message":
        _add_message(part, children, found)
    elif kind == "multipart/alternative":
        _gather_best(children, found)
    else:
        is_related = kind == "multipart/related"
        for child in children:
            if not (is_related and _is_decoration(child)):
                gather(child, found)


def _gather_best(children: "list[Message[str, str]]", found: Found) -> None:
    """Take the plain words where there are some, else the richest (RFC 2046); files of every way count."""
    ways: list[Found] = []
    for child in children:
        ways.append(Found(room=found.room))
        gather(child, ways[-1])
        found.room = ways[-1].room
        found.files += ways[-1].files
        found.has_winmail |= ways[-1].has_winmail
    said = [way.texts for way in ways if any(text.strip() for text in way.texts)]
    is_plain = bool(said) and children[0].get_content_type() == "text/plain" and said[0] is ways[0].texts
    found.texts += said[0 if is_plain else -1] if said else []


def _is_decoration(part: "Message[str, str]") -> bool:
    return part.get_content_maintype() == "image" and "content-id" in part


def _is_file(part: "Message[str, str]") -> bool:
    return part.get_content_disposition() == "attachment" or bool(name_of(part))


def _text(part: "Message[str, str]", kind: str, found: Found) -> str:
    data = part.get_payload(decode=True)
    label = part.get_param("charset", "")
    begins = _within(data if isinstance(data, bytes) else b"", found.room * MOST_BYTES_A_LETTER)
    text = text_of(begins, label if isinstance(label, str) else label[2])[: found.room]
    found.room -= len(text)
    return text_of_markup(text) if kind == "text/html" else text


def _within(data: bytes, most: int) -> bytes:
    """Return whole lines of what is read at all: more of it is not even decoded."""
    if len(data) <= most:
        return data
    return data[:most].rpartition(b"\n")[0] or data[:most]


def _add_message(part: "Message[str, str]", children: "list[Message[str, str]]", found: Found) -> None:
    """A mail that was forwarded whole is a file of its own."""
    if not children:
        return
    inside = children[0]
    title = name_of(part) or f"{file_name(decoded(str(inside.get('Subject', ''))))[:100] or 'mail'}.eml"
    try:
        _add(found, title, inside.as_bytes())
    except (UnicodeError, ValueError, LookupError):
        _add(found, title, str(inside.get_payload()).encode("utf-8", "replace"))


def _add(found: Found, name: str, data: object) -> None:
    if isinstance(data, bytes) and data:
        found.files.append(IncomingFile(name or f"添付{len(found.files) + 1}", data))
