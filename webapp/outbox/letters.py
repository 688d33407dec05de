"""The mails that the outbox mailer left as files."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

ENDING = ".eml"
ADDRESS = re.compile(r"https?://[^\s<>\"'「」（）]+")


@dataclass(frozen=True, slots=True)
class Letter:
    """`name` is the file's, without its ending; `links` those of the text, in order."""

    name: str
    to: str
    subject: str
    written_at: datetime
    sender: str
    text: str
    html: str
    links: tuple[str, ...]


def letters_in(folder: Path) -> Sequence[Letter]:
    """Return every mail, newest first."""
    files = sorted(folder.glob(f"*{ENDING}"), key=_written_ns, reverse=True)
    return [_letter(path) for path in files]


def letter_named(folder: Path, name: str) -> Letter | None:
    """The name is compared with what stands in the folder, so that it can never lead out of it."""
    for path in folder.glob(f"*{ENDING}"):
        if path.stem == name:
            return _letter(path)
    return None


def _letter(path: Path) -> Letter:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    text = _part(message, "plain")
    return Letter(
        name=path.stem,
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
