"""転送 / 署名者変更: whom a place is handed over to, and the name of that in the record (CL-20, CL-22)."""

import hashlib
import uuid
from dataclasses import asdict, dataclass

from contracts.claiming import HOLDERS, Holding
from contracts.event_table import canonical

HANDED_OVER = "handed_over"


@dataclass(frozen=True, slots=True)
class Successor:
    """As typed by whoever hands over; nothing of it is proved before the new person opens the link."""

    company: str
    name: str
    mail: str
    language: str
    message: str


def succession_of(party: str, round_number: int, key: str, successor: Successor) -> Holding:
    """The same form sent twice names the same holder; handing back later names another one."""
    facts = {"how": HANDED_OVER, "party": party, "round": round_number, **asdict(successor)}
    digest = hashlib.sha256(canonical(facts).encode()).hexdigest()
    return Holding(str(uuid.uuid5(HOLDERS, f"{key}|{digest}")), digest)
