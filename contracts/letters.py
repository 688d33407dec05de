"""One mail or SMS to one person, as facts: words and links are put in where the key and the templates are."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from contracts.languages import SOURCE
from contracts.signing import FileIdentity


class LinkPurpose(StrEnum):
    AGREE = "agree"
    CONCLUDED = "concluded"
    CLAIM = "claim"
    DOCUMENTS = "documents"


class Channel(StrEnum):
    MAIL = "mail"
    SMS = "sms"


class Fate(StrEnum):
    """`stopped`: not sent, because the number has another owner by now (IM-36)."""

    SENT = "sent"
    UNDELIVERED = "undelivered"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a letter; `changed_on` is the day a stopped number went to another owner."""

    fate: Fate
    reason: str = ""
    changed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A PDF that a mail carries, under this name."""

    name: str
    file: FileIdentity


@dataclass(frozen=True, slots=True)
class Letter:
    """`purpose` asks for a personal link of `party`, which `link_facts` names in the templates.

    `to` is a mail address or the digits of a mobile number, which the sender has had since `obtained_on`.
    """

    template: str
    message_id: str
    to: str
    to_company: str
    to_name: str
    party: str = ""
    purpose: LinkPurpose | None = None
    link_facts: tuple[str, ...] = ()
    facts: dict[str, object] = field(default_factory=dict)
    language: str = SOURCE
    channel: Channel = Channel.MAIL
    obtained_on: date | None = None
    reply_to: str = ""
    enclosures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class Minted:
    """A new link: what the row keeps of it."""

    secret_id: bytes
    token_digest: str
