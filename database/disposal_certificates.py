"""The record as the issuing of 廃棄証明書 is handed it (LW-27)."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.certificate import in_jst
from contracts.disposal_certificate import DisposalFacts, Gone, Stayed, disposal_certificate_id
from contracts.signing import FileIdentity
from contracts.verdict import IssuedKind
from database.audit import Told, append_audit
from database.contract import Contract
from database.disposal import Disposal, DisposalItem, Tombstone
from database.engine import Database, now_of
from database.filing import file_stored
from database.people import Organization
from database.queries.audit_log import ENGINE, head_of
from database.queries.disposals import stayed_of
from database.tombstones import IMPORTED

SHOWN = frozenset({IssuedKind.CONCLUDED.value, IMPORTED})


class NotOver(Exception):
    """There are contracts of it still to go."""


class DisposalCertificateDesk:
    """`base_url` has the page /verify."""

    def __init__(self, database: Database, base_url: str) -> None:
        self._database = database
        self._base_url = base_url

    def organization(self, disposal: str) -> str:
        with self._database.reading() as session:
            return session.get_one(Organization, _row(session, disposal).organization_id).public_id

    def facts(self, disposal: str) -> DisposalFacts | None:
        """Return what is to be printed; None where it is over already, or where nothing went."""
        with self._database.reading() as session:
            row = _row(session, disposal)
            stones = select(Tombstone).where(Tombstone.disposal_id == row.id).order_by(Tombstone.id)
            gone = [_gone(stone) for stone in session.scalars(stones)]
            if row.ended_at is not None or not gone:
                return None
            return self._facts(session, row, gone)

    def keep(self, disposal: str, made: tuple[DisposalFacts, FileIdentity, int] | None) -> None:
        """File the certificate and say that it is over; of two attempts the first stands."""
        with self._database.writing() as session:
            row = _row(session, disposal)
            if row.ended_at is not None:
                return
            now, digest, count = now_of(session), "", 0
            if made is not None:
                facts, file, size = made
                stored = file_stored(session, row.organization_id, file, size)
                row.certificate_id, row.certificate_file_id = facts.certificate_id, stored.id
                digest, count = file.digest, len(facts.contracts)
            row.ended_at = now
            session.flush()
            stayed = len(stayed_of(session, row))
            counted: dict[str, str | int] = {"contracts": count, "certificate": digest, "left_out": stayed}
            told = Told("disposal_finished", ENGINE, row.public_id, counted)
            append_audit(session, row.organization_id, told, now)

    def _facts(self, session: Session, row: Disposal, gone: list[Gone]) -> DisposalFacts:
        head, organization = head_of(session, row.organization_id), row.organization_id
        approver, approved_at = row.approver, row.approved_at
        if approver is None or approved_at is None:
            raise NotOver(row.public_id)
        return DisposalFacts(
            certificate_id=disposal_certificate_id(row.public_id),
            issued_at=in_jst(now_of(session)),
            issuer=session.get_one(Organization, organization).name,
            reason=row.reason,
            proposed_by=row.proposer.name,
            proposed_at=in_jst(row.proposed_at),
            approved_by=approver.name,
            approved_at=in_jst(approved_at),
            contracts=gone,
            verify_url=f"{self._base_url}/verify",
            audit_sequence=head.sequence if head else 0,
            audit_head=head.digest if head else "",
            left_out=_stayed(session, row),
        )


def _gone(stone: Tombstone) -> Gone:
    return Gone(
        number=stone.number,
        title=stone.title,
        contract_type=stone.type_name,
        counterparties=json.loads(stone.counterparties),
        traded_on=stone.traded_on.isoformat() if stone.traded_on else "",
        ends_on=stone.ends_on.isoformat() if stone.ends_on else "",
        kept_until=stone.kept_until.isoformat(),
        grounds=json.loads(stone.grounds),
        files=[one.digest for one in stone.files if one.kind in SHOWN],
        disposed_at=in_jst(stone.disposed_at),
        contract=stone.contract,
    )


def _stayed(session: Session, row: Disposal) -> list[Stayed]:
    items = stayed_of(session, row)
    named = select(Contract).where(Contract.public_id.in_([one.contract for one in items]))
    contracts = {one.public_id: one for one in session.scalars(named)}
    return [_stay(one, contracts.get(one.contract)) for one in items]


def _stay(item: DisposalItem, contract: Contract | None) -> Stayed:
    return Stayed(
        number=(contract.number or "") if contract else "",
        title=contract.title if contract else "",
        why=item.why,
        decided_at=in_jst(item.changed_at),
        contract=item.contract,
    )


def _row(session: Session, disposal: str) -> Disposal:
    return session.scalars(select(Disposal).where(Disposal.public_id == disposal)).one()
