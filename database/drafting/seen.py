"""What somebody looked at before they sent it, as one digest: another window may change it (T47)."""

import hashlib

from sqlalchemy.orm import Session

from contracts.event_table import canonical
from database.contract import Contract
from database.party import Party
from database.queries.boxes import edition_of
from database.queries.draft_parties import parties_of
from database.queries.versions import newest_version

SETTLED_BY_SENDING = frozenset({"profile", "claimable"})


def seen_digest(session: Session, contract: Contract) -> str:
    """Count what is saved as a whole by its number, and spell out the parties, who come and go alone."""
    version = newest_version(session, contract)
    told = {
        "revision": contract.draft_revision,
        "version": version.public_id if version else "",
        "boxes": edition_of(session, contract),
        "parties": [_row(party) for party in parties_of(session, contract)],
    }
    return hashlib.sha256(canonical(told).encode()).hexdigest()


def _row(party: Party) -> dict[str, str]:
    columns = (column.key for column in Party.__mapper__.column_attrs)
    return {name: str(getattr(party, name)) for name in columns if name not in SETTLED_BY_SENDING}
