"""One mail to one person, as facts: words and links are put in where the key and the templates are."""

from dataclasses import dataclass, field
from enum import StrEnum

from contracts.languages import SOURCE


class LinkPurpose(StrEnum):
    AGREE = "agree"
    CONCLUDED = "concluded"


@dataclass(frozen=True, slots=True)
class Letter:
    """`purpose` asks for a personal link of `party`, which `link_facts` names in the templates."""

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


@dataclass(frozen=True, slots=True)
class Minted:
    """A new link: what the row keeps of it."""

    secret_id: bytes
    token_digest: str
