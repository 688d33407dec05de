"""Whether a contract that goes is past saving: the first of its bytes is destroyed (LW-26, LW-27).

What is destroyed stands in the store of files alone. It is asked, and changed, by who has the turn to write:
so a hold comes either before the first byte of a contract, and keeps it, or after, and is refused.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.disposal import Fate
from database.disposal import DisposalItem
from database.disposing import files_of, rows_of
from database.document import SubmittedFile

IsDestroyed = Callable[[str], bool]
"""Takes the name of an object in the store."""


@dataclass(frozen=True, slots=True)
class Objects:
    """The bytes of one contract by their names: `telling` go first, and by nothing but a 廃棄.

    `papers` were handed in, and may be gone long before: when their own days were over (LW-38).
    """

    telling: Sequence[str]
    papers: Sequence[str]

    def in_order(self) -> list[str]:
        return [*self.telling, *self.papers]


def objects_in(session: Session, files: Mapping[int, str]) -> Objects:
    """Return the objects of stored files, given as row ids and names."""
    query = select(SubmittedFile.file_id, SubmittedFile.purged_at).where(SubmittedFile.file_id.in_(files))
    handed_in = {row[0]: row[1] for row in session.execute(query)}
    telling = sorted(name for file, name in files.items() if file not in handed_in)
    papers = sorted(name for file, name in files.items() if file in handed_in)
    if not telling:  # nothing but papers: those that are still there
        telling = sorted(files[file] for file, purged_at in handed_in.items() if purged_at is None)
        papers = [name for name in papers if name not in telling]
    return Objects(telling, papers)


def is_begun(objects: Objects, is_destroyed: IsDestroyed) -> bool:
    return any(is_destroyed(name) for name in objects.telling)


def is_begun_of(session: Session, contract: int, is_destroyed: IsDestroyed) -> bool:
    return is_begun(objects_in(session, files_of(session, rows_of(session, contract))), is_destroyed)


def past_saving(session: Session, contracts: Collection[int], is_destroyed: IsDestroyed) -> set[int]:
    """Return which of these contracts, by row id, no hold can keep any more."""
    going = session.scalars(select(DisposalItem.contract_id).where(DisposalItem.state == Fate.EXECUTING))
    return {one for one in set(going) & set(contracts) if is_begun_of(session, one, is_destroyed)}
