"""Whether a file was registered before: the same bytes, or the same title, party and day (MK-28)."""

import json
from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from contracts.finding import company_key, searchable
from contracts.import_facts import ImportFacts
from contracts.importing import Twin
from contracts.metadata import Item
from database.archival import ArchivalRevision
from database.contract import Contract
from database.document import DocumentVersion, StoredFile, VersionDocument
from database.evidence import Revision, RevisionDocument
from database.party import Party
from database.queries.contracts import may_see
from database.sessions import Staff

MOST_TWINS = 5
MOST_COMPARED = 500
"""Contracts of one day whose titles and parties are compared."""
Twins = Sequence[tuple[str, Twin]]
"""What looks the same (a contract's public id, a line of the job, or nothing), and by what."""


def twins_of(session: Session, staff: Staff, digest: str, facts: ImportFacts) -> Twins:
    """Return the contracts that look the same, named only where the person may see them.

    Whoever holds the very file of another is told that it is registered, and nothing else: registered once
    more it would lie open. By title, party and day nothing is said of others: those can be guessed (MK-79).
    """
    by_file = _by_file(session, staff, digest) if digest else []
    known = {one for one, _how in by_file}
    by_facts = [(one, Twin.BY_FACTS) for one in _alike(session, staff, facts) if one not in known]
    return [*by_file, *by_facts][:MOST_TWINS]


def spelled_twins(twins: Twins) -> str:
    return json.dumps([[one, how.value] for one, how in twins])


def twins_from(spelled: str) -> list[tuple[str, Twin]]:
    return [(one, Twin(how)) for one, how in json.loads(spelled)]


def _by_file(session: Session, staff: Staff, digest: str) -> list[tuple[str, Twin]]:
    holding = _holding(staff, digest)
    query = select(Contract.public_id).where(may_see(staff), *holding).order_by(Contract.id)
    seen = [(one, Twin.BY_FILE) for one in session.scalars(query.limit(MOST_TWINS))]
    if seen or session.scalars(select(Contract.id).where(*holding).limit(1)).first() is None:
        return seen
    return [("", Twin.UNSEEN)]


def _holding(staff: Staff, digest: str) -> tuple[ColumnElement[bool], ...]:
    files = select(StoredFile.id).where(
        StoredFile.organization_id == staff.organization.id, StoredFile.digest == digest
    )
    versions = select(DocumentVersion.id).join(
        VersionDocument, VersionDocument.version_id == DocumentVersion.id
    )
    further = versions.where(
        or_(VersionDocument.uploaded_id.in_(files), VersionDocument.working_id.in_(files))
    )
    uploaded = or_(
        DocumentVersion.uploaded_id.in_(files),
        DocumentVersion.working_id.in_(files),
        DocumentVersion.id.in_(further),
    )
    pages = select(RevisionDocument.revision_id).where(RevisionDocument.file_id.in_(files))
    holding = or_(
        Contract.id.in_(select(DocumentVersion.contract_id).where(uploaded)),
        Contract.id.in_(
            select(Revision.contract_id).where(or_(Revision.file_id.in_(files), Revision.id.in_(pages)))
        ),
        Contract.id.in_(select(ArchivalRevision.contract_id).where(ArchivalRevision.file_id.in_(files))),
    )
    return Contract.organization_id == staff.organization.id, Contract.sequence > 0, holding


def _alike(session: Session, staff: Staff, facts: ImportFacts) -> list[str]:
    day = facts.values.get(Item.AGREED_ON, "")
    if not (day and facts.title and facts.counterparties):
        return []
    query = select(Contract.id, Contract.public_id, Contract.title).where(
        may_see(staff), Contract.sequence > 0, Contract.traded_on == date.fromisoformat(day)
    )
    same = [
        (number, public_id)
        for number, public_id, title in session.execute(query.order_by(Contract.id).limit(MOST_COMPARED))
        if searchable(title) == searchable(facts.title)
    ]
    keys = {company_key(one) for one in facts.counterparties}
    return [public_id for number, public_id in same if keys & set(_parties(session, number))]


def _parties(session: Session, contract_id: int) -> Iterator[str]:
    query = select(Party.company, Party.name).where(Party.contract_id == contract_id, Party.own.is_(False))
    for company, name in session.execute(query):
        yield company_key(company or name)
