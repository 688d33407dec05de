"""The signer reads nothing that the record does not ask it to sign (LW-01, LW-05); a refusal is told."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.event_table import canonical
from contracts.messages import EffectRequest
from contracts.warrant import KeptRevision, NotWarranted, require_recorded, require_warrant
from database.audit import AuditEvent, Told, append_audit
from database.contract import Contract
from database.engine import Database, now_of
from database.evidence import Revision
from database.rebuilding import record_of

REFUSED = "signing_refused"
SIGNER = "signing_process"
_log = logging.getLogger("warifu.keys")


@contextmanager
def warranted(database: Database, request: EffectRequest) -> Iterator[Session]:
    """Yield the transaction in which the record was found to ask for `request`, or raise NotWarranted."""
    try:
        with database.reading() as session:
            contract = session.scalars(select(Contract).where(Contract.public_id == request.contract)).first()
            record = record_of(session, contract) if contract else []
            require_warrant(request.contract, record, request.effect)
            kept = _kept(session, contract, request.effect.round) if contract else ()
            require_recorded(request.contract, record, request.effect, kept)
            yield session
    except NotWarranted as refusal:
        _log.error("signing refused: %s", refusal)
        _tell(database, refusal)
        raise


def _kept(session: Session, contract: Contract, round_number: int) -> Iterator[KeptRevision]:
    query = select(Revision).where(Revision.contract_id == contract.id, Revision.round == round_number)
    for row in session.scalars(query):
        files = tuple(one.digest for one in row.files)
        yield KeptRevision(row.number, row.kind, row.party, row.digest, files)


def _tell(database: Database, refusal: NotWarranted) -> None:
    """Once for each effect: it is asked again until somebody looks."""
    effect = refusal.effect
    facts: dict[str, str | int] = {
        "code": refusal.code,
        "effect": effect.kind,
        "sequence": effect.sequence,
        "recipient": effect.recipient,
    }
    with database.writing() as session:
        contract = session.scalars(select(Contract).where(Contract.public_id == refusal.contract)).first()
        if contract is None or _is_told(session, contract, canonical(facts)):
            return
        told = Told(REFUSED, SIGNER, contract.public_id, facts)
        append_audit(session, contract.organization_id, told, now_of(session))


def _is_told(session: Session, contract: Contract, facts: str) -> bool:
    query = select(AuditEvent.sequence).where(
        AuditEvent.organization_id == contract.organization_id,
        AuditEvent.code == REFUSED,
        AuditEvent.subject == contract.public_id,
        AuditEvent.facts == facts,
    )
    return session.scalars(query.limit(1)).first() is not None
