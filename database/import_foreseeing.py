"""Which files look registered already, found before anything of the job is registered (MK-28).

A foresight: what comes between is found once more when the file is registered (`database.import_desk`).
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.finding import company_key, searchable
from contracts.importing import Twin
from contracts.metadata import Item
from database.document import StoredFile
from database.import_jobs import NewFile
from database.import_twins import Twins, twins_of
from database.sessions import Staff

AT_ONCE = 500


def foreseen(session: Session, staff: Staff, files: Sequence[NewFile]) -> list[NewFile]:
    """Return the files with what each looks the same as: a contract, or a file before it in `files`."""
    stored = _stored(session, staff, {one.digest for one in files if one.digest})
    before = _Before()
    found: list[NewFile] = []
    for line, one in enumerate(files, start=1):
        if one.faults:
            found.append(one)
            continue
        kept = twins_of(session, staff, one.digest if one.digest in stored else "", one.facts)
        found.append(replace(one, twins=[*kept, *before.twins(line, one)]))
    return found


def _stored(session: Session, staff: Staff, digests: Collection[str]) -> set[str]:
    """Return those digests of which any file is kept: most files of a job are new, and one question tells."""
    found: set[str] = set()
    asked = sorted(digests)
    for at in range(0, len(asked), AT_ONCE):
        query = select(StoredFile.digest).where(StoredFile.digest.in_(asked[at : at + AT_ONCE]))
        found.update(session.scalars(query.where(StoredFile.organization_id == staff.organization.id)))
    return found


class _Before:
    """The lines so far, by what tells their files apart."""

    def __init__(self) -> None:
        self._lines: dict[tuple[Twin, tuple[str, ...]], int] = {}

    def twins(self, line: int, one: NewFile) -> Twins:
        """Return the earlier lines that look the same as this one, each once, and remember this one."""
        found: dict[int, Twin] = {}
        for mark in _marks(one):
            first = self._lines.setdefault(mark, line)
            if first != line:
                found.setdefault(first, mark[0])
        return [(str(first), how) for first, how in found.items()]


def _marks(one: NewFile) -> Iterator[tuple[Twin, tuple[str, ...]]]:
    if one.digest:
        yield Twin.JOB_FILE, (one.digest,)
    day = one.facts.values.get(Item.AGREED_ON, "")
    if day and one.facts.title:
        for party in one.facts.counterparties:
            yield Twin.JOB_FACTS, (searchable(one.facts.title), day, company_key(party))
