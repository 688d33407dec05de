"""Taking a handed-in file back before agreeing: it no longer counts, that it came stays on record."""

from sqlalchemy.orm import Session

from contracts.document_review import may_remove
from database.document import SubmittedFile
from database.engine import now_of
from database.party import Party
from database.queries.handed_in import HandedItem, items_of_party
from database.queries.visits import Visit
from webapp.counterparty.telling import tell
from webapp.parts import parts


def take_back(found: Visit, item: str, file: str) -> bool:
    """Return whether the file no longer counts; the last one of a 必須 item stays until it is replaced."""
    with parts().database.writing() as session:
        party = session.get_one(Party, found.party.id)
        asked = _item(session, found, party, item)
        row = next((one for one in asked.files if one.public_id == file), None) if asked else None
        if asked is None or row is None:
            return False
        standing = len(asked.files)
        if not may_remove(required=asked.asked.required, standing=standing, progress=party.progress):
            return False
        _no_longer_counts(session, found, asked, row)
        return True


def replace_earlier(found: Visit, item: str, earlier: frozenset[str], *, awaited: bool = False) -> None:
    """What was there before counts no longer once a newer file is on record, or is `awaited` there."""
    with parts().database.writing() as session:
        asked = _item(session, found, session.get_one(Party, found.party.id), item)
        newer = [row for row in asked.files if row.public_id not in earlier] if asked else []
        if asked is None or not (newer or awaited):
            return
        for row in asked.files:
            if row.public_id in earlier:
                _no_longer_counts(session, found, asked, row)


def _item(session: Session, found: Visit, party: Party, item: str) -> HandedItem | None:
    items = items_of_party(session, found.contract, party)
    return next((one for one in items if one.asked.public_id == item), None)


def _no_longer_counts(session: Session, found: Visit, asked: HandedItem, row: SubmittedFile) -> None:
    row.removed_at = now_of(session)
    tell(session, found, "document_taken_back", item=asked.asked.public_id, digest=row.file.digest)
