"""The rows that events speak of: signed revisions, certificates, handed-in files, who holds a place (T73).

Each event holds the digest of what it files; a row that says something else, or is gone, was not changed by
this program.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from contracts.changed_contact import CONTACT_CHANGED, Contact, contact_of
from contracts.claiming import Claimant, holding_of
from contracts.envelope import joint_digest
from contracts.event_table import StoredEvent
from contracts.handing_over import HANDED_OVER, Successor, succession_of
from contracts.signing import RevisionKind
from database.contract import Contract
from database.document import StoredFile, SubmittedFile
from database.evidence import Certificate, Revision
from database.holders import PartyHolder
from database.party import Party
from database.record import ContractEvent

SIGNED = {
    "round_prepared": RevisionKind.CREATION,
    "agreement_sealed": RevisionKind.AGREEMENT,
    "contract_concluded": RevisionKind.FINAL,
}
HELD = frozenset({"party_claimed", "party_handed_over", "contact_changed"})


@dataclass(frozen=True, slots=True)
class Unlike:
    """The row of `table` that event `sequence` files, with another digest or gone."""

    table: str
    sequence: int
    kind: str
    at: str


def unlike_rows(session: Session, contract: Contract, events: Sequence[StoredEvent]) -> Iterator[Unlike]:
    """Yield what does not bear out the events of one contract, in their order."""
    for event in events:
        facts = json.loads(event.facts)
        table = _wrong_table(session, contract, event.kind, facts)
        if table:
            yield Unlike(table, event.sequence, event.kind, event.at)


def _wrong_table(session: Session, contract: Contract, kind: str, facts: dict[str, Any]) -> str:
    if kind in SIGNED:
        return _of_revision(session, contract, SIGNED[kind], facts)
    if kind == "certificates_issued":
        return _of_certificates(session, contract, facts)
    if kind == "document_submitted":
        return _of_submitted(session, facts)
    return _of_holder(session, facts) if kind in HELD else ""


def _of_revision(session: Session, contract: Contract, kind: RevisionKind, facts: dict[str, Any]) -> str:
    query = select(Revision).where(
        Revision.contract_id == contract.id,
        Revision.round == facts["round"],
        Revision.kind == kind,
        Revision.party == facts.get("party", ""),
    )
    row = session.scalars(query).first()
    if row is None or row.digest != facts["digest"]:
        return "revision"
    if [one.digest for one in row.further] != [one.file.digest for one in row.further]:
        return "revision_document"
    return "" if joint_digest([file.digest for file in row.files]) == row.digest else "stored_file"


def _of_certificates(session: Session, contract: Contract, facts: dict[str, Any]) -> str:
    query = select(Certificate).where(Certificate.contract_id == contract.id)
    rows = {row.audience: row for row in session.scalars(query)}
    for audience in ("own", "party"):
        row = rows.get(audience)
        if row is None or row.digest != facts[f"{audience}_digest"]:
            return "certificate"
        if row.file.digest != row.digest:
            return "stored_file"
    return ""


def _of_submitted(session: Session, facts: dict[str, Any]) -> str:
    digest = session.scalar(_file_of(facts["file"]))
    if digest is None:
        return "submitted_file"
    return "" if digest == facts["digest"] else "stored_file"


def _file_of(public_id: str) -> Select[str]:
    query = select(StoredFile.digest).join(SubmittedFile, SubmittedFile.file_id == StoredFile.id)
    return query.where(SubmittedFile.public_id == public_id)


def _of_holder(session: Session, facts: dict[str, Any]) -> str:
    """Whoever holds a place now stands in the party's own row; who held it, in the holder's."""
    row = session.scalars(select(PartyHolder).where(PartyHolder.public_id == facts["holder"])).first()
    if row is None:
        return "party_holder"
    party = session.get_one(Party, row.party_id)
    if not facts["holder_digest"] == row.digest == _made(row, party.public_id):
        return "party_holder"
    is_same = (party.company, party.name, party.mail) == (row.company, row.name, row.mail)
    return "" if party.holder != row.public_id or is_same else "party"


def _made(row: PartyHolder, party: str) -> str:
    """Return the digest as it was made when the row was written; the key is no part of it."""
    who = {"company": row.company, "name": row.name, "mail": row.mail, "language": row.language}
    if row.how == HANDED_OVER:
        return succession_of(party, row.round, "", Successor(**who, message=row.message)).digest
    if row.how == CONTACT_CHANGED:
        return contact_of(party, row.round, "", Contact(row.mail, row.phone)).digest
    return holding_of(party, row.round, Claimant(**who)).digest


def unfounded_revisions(session: Session, contract: Contract) -> Iterator[str]:
    """Yield the id of each signed file of a concluded contract that no event tells of.

    Before the conclusion a file stands a moment before its event.
    """
    if contract.concluded_at is None:
        return
    events = select(ContractEvent.kind, ContractEvent.facts).where(
        ContractEvent.contract_id == contract.id, ContractEvent.kind.in_(SIGNED)
    )
    told = {_signed(kind, json.loads(facts)) for kind, facts in session.execute(events)}
    rows = session.scalars(select(Revision).where(Revision.contract_id == contract.id))
    yield from (row.public_id for row in rows if (row.kind, row.round, row.party) not in told)


def _signed(kind: str, facts: dict[str, Any]) -> tuple[str, int, str]:
    return SIGNED[kind], int(facts["round"]), str(facts.get("party", ""))
