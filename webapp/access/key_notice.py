"""What those who run the installation must know of its certificate: nothing signs, or it ends soon."""

from dataclasses import dataclass
from datetime import datetime

from adapters.key_records import Generation, KeyRecords, Trouble
from contracts.roles import Permission
from database.sessions import Staff
from webapp.parts import parts


@dataclass(frozen=True, slots=True)
class KeyNotice:
    trouble: Trouble | None
    ending: Generation | None


def key_notice(person: Staff, now: datetime) -> KeyNotice | None:
    """Return what is to be said to this person, nothing to whoever cannot do anything about it."""
    if not person.may(Permission.CONFIGURE):
        return None
    records = KeyRecords(parts().settings.key_records)
    trouble, current = records.trouble(), records.generations_of("signer")[:1]
    ending = next((one for one in current if one.runs_out_soon(now)), None)
    return KeyNotice(trouble, ending) if trouble or ending else None
