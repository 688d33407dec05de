"""The mails and SMS that the outbox left as files."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

MAIL, SMS = ".eml", ".sms"
ADDRESS = re.compile(r"https?://[^\s<>\"'「」（）]+")


@dataclass(frozen=True, slots=True)
class Letter:
    """`name` is the file's, an SMS with its ending; `links` those of the text, in order."""

    name: str
    is_sms: bool
    to: str
    subject: str
    written_at: datetime
    sender: str
    text: str
    html: str
    links: tuple[str, ...]


def letters_in(folder: Path) -> Sequence[Letter]:
    """Return every mail and SMS, newest first."""
    return [_letter(path) for path in sorted(_files(folder), key=_written_ns, reverse=True)]


def letter_named(folder: Path, name: str) -> Letter | None:
    """The name is compared with what stands in the folder, so that it can never lead out of it."""
    for path in _files(folder):
        if _name(path) == name:
            return _letter(path)
    return None


def _files(folder: Path) -> Sequence[Path]:
    return [*folder.glob(f"*{MAIL}"), *folder.glob(f"*{SMS}")]


def _name(path: Path) -> str:
    return path.stem if path.suffix == MAIL else path.name


def _letter(path: Path) -> Letter:
    return _mail(path) if path.suffix == MAIL else _sms(path)


def _sms(path: Path) -> Letter:
    message = json.loads(path.read_bytes())
    return Letter(
        name=_name(path),
        is_sms=True,
        to=message["to"],
        subject=message["text"],
        written_at=datetime.fromtimestamp(path.stat().st_mtime, UTC),
        sender="",
        text=message["text"],
        html="",
        links=tuple(ADDRESS.findall(message["text"])),
    )


def _mail(path: Path) -> Letter:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    text = _part(message, "plain")
    return Letter(
        name=_name(path),
        is_sms=False,
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        written_at=datetime.fromtimestamp(path.stat().st_mtime, UTC),
        sender=str(message["From"] or ""),
        text=text,
        html=_part(message, "html"),
        links=tuple(dict.fromkeys(ADDRESS.findall(text))),
    )


def _part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    return str(body.get_content()) if body else ""


def _written_ns(path: Path) -> int:
    return path.stat().st_mtime_ns
