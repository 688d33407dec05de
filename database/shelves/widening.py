"""Moving a contract may open it to more people than the folder it was in (MK-78, MK-80)."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.access.levels import Level, highest
from database.contract import Contract
from database.folders import Folder, FolderReach

EVERYBODY = None


def widens(session: Session, contract: Contract, home: Folder | None) -> bool:
    """Tell whether `home` opens to somebody a contract that was kept from them by its folder.

    An unfiled one is sorted into any folder; 親展 and own access do not go by folders at all.
    """
    if contract.folder_id is None or contract.confidential or contract.own_access:
        return False
    before = _reach(session, contract.folder_id)
    after = _reach(session, home.id) if home else {EVERYBODY: Level.EDITOR}
    all_alike = before.get(EVERYBODY, Level.NONE)
    held = {whose: highest((before.get(whose, Level.NONE), all_alike)) for whose in after}
    return not all(held[whose].reaches(level) for whose, level in after.items())


def _reach(session: Session, folder: int) -> Mapping[int | None, Level]:
    query = select(FolderReach).where(FolderReach.folder_id == folder)
    return {row.group_id: Level(row.level) for row in session.scalars(query)}
