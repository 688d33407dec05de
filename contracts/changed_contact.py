"""署名再依頼 with another address: where a party is written to, and its name in the record (IM-77, CF-19)."""

import hashlib
import uuid
from dataclasses import asdict, dataclass

from contracts.claiming import HOLDERS, Holding
from contracts.event_table import canonical

CONTACT_CHANGED = "contact_changed"


@dataclass(frozen=True, slots=True)
class Contact:
    """A mail address, the digits of a mobile number, or both."""

    mail: str
    phone: str


def contact_of(party: str, round_number: int, key: str, contact: Contact) -> Holding:
    """The same form sent twice names the same holder; changing back later names another one."""
    facts = {"how": CONTACT_CHANGED, "party": party, "round": round_number, **asdict(contact)}
    digest = hashlib.sha256(canonical(facts).encode()).hexdigest()
    return Holding(str(uuid.uuid5(HOLDERS, f"{key}|{digest}")), digest)
