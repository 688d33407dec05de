"""What may no longer be kept: 本人確認書類 when their time is over, and files taken back (LW-38)."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from contracts.document_review import is_due_to_be_purged
from contracts.stage import ENDED
from database.audit import Told, append_audit
from database.contract import Contract
from database.document import SubmittedFile
from database.engine import Database, now_of
from database.legal_hold import HeldContract
from database.party import Party, RequiredDocument
from database.queries.preferences import preferences_of
from database.record import ContractEvent

ENGINE, AGREED = "engine", "agreement_recorded"


@dataclass(frozen=True, slots=True)
class Due:
    """`object_id` names the bytes in the file store."""

    file: int
    object_id: str


class RetentionDesk:
    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self) -> list[Due]:
        with self._database.reading() as session:
            now = now_of(session)
            rows = [row for row in _candidates(session) if _is_due(session, *row, now)]
            return [Due(file.id, file.file.public_id) for file, _ in rows]

    def purge(self, due: Due, shred: Callable[[str], None]) -> bool:
        """Destroy the bytes and say so on the row and in the audit log; return whether it was done.

        A hold, or a disposal, that came since it fell due leaves nothing to be done: nobody else writes now.
        """
        with self._database.writing() as session:
            at = now_of(session)
            found = [one for one in _candidates(session, due.file) if _is_due(session, *one, at)]
            if not found:
                return False
            row, contract = found[0]
            row.purged_at = at
            item = session.get_one(RequiredDocument, row.required_document_id)
            facts: dict[str, str | int] = {
                "item": item.public_id,
                "file": due.object_id,
                "digest": row.file.digest,
                "taken_back": int(row.removed_at is not None),
            }
            told = Told("document_purged", ENGINE, contract.public_id, facts)
            append_audit(session, row.organization_id, told, at)
            session.flush()
            shred(due.object_id)
        return True


def _candidates(session: Session, file: int | None = None) -> Sequence[tuple[SubmittedFile, Contract]]:
    """A legal hold keeps them too: what a court asks for is still needed (LW-26)."""
    named = () if file is None else (SubmittedFile.id == file,)
    ended = RequiredDocument.is_identity & Contract.stage.in_(ENDED)
    query = (
        select(SubmittedFile, Contract)
        .join(RequiredDocument, RequiredDocument.id == SubmittedFile.required_document_id)
        .join(Party, Party.id == RequiredDocument.party_id)
        .join(Contract, Contract.id == Party.contract_id)
        .where(
            *named,
            SubmittedFile.purged_at.is_(None),
            or_(SubmittedFile.removed_at.is_not(None), ended),
            Contract.id.not_in(select(HeldContract.contract_id)),
        )
        .options(joinedload(SubmittedFile.file))
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def _is_due(session: Session, file: SubmittedFile, contract: Contract, now: datetime) -> bool:
    item = session.get_one(RequiredDocument, file.required_document_id)
    if file.removed_at is not None and not _was_agreed_upon(session, file, file.removed_at, item):
        return True
    if not item.is_identity or contract.stage not in ENDED:
        return False
    days = preferences_of(session, contract.organization_id).identity_retention_days
    return is_due_to_be_purged(max(_ended_at(session, contract), file.created_at), days, now)


def _was_agreed_upon(
    session: Session, file: SubmittedFile, removed_at: datetime, item: RequiredDocument
) -> bool:
    """Tell whether the file stood when its party agreed: a removal in that very moment comes too late."""
    party = session.get_one(Party, item.party_id)
    query = select(ContractEvent).where(
        ContractEvent.contract_id == party.contract_id, ContractEvent.kind == AGREED
    )
    agreed = (
        datetime.fromisoformat(event.at)
        for event in session.scalars(query)
        if json.loads(event.facts)["party"] == party.public_id
    )
    return any(file.created_at <= at <= removed_at for at in agreed)


def _ended_at(session: Session, contract: Contract) -> datetime:
    """Return when it was concluded, or when its record ended without a contract."""
    if contract.concluded_at is not None:
        return contract.concluded_at
    last = select(func.max(ContractEvent.at)).where(ContractEvent.contract_id == contract.id)
    return datetime.fromisoformat(session.scalars(last).one())
