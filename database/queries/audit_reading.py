"""Who, from where and about what an audit row speaks: found for a whole page of rows at once."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from database.audit import AuditEvent
from database.contract import Contract
from database.party import Party
from database.queries.audit_log import ENGINE
from database.queries.contracts import may_see
from database.queries.people import names_of_people
from database.queries.timeline import name_of
from database.readers import Reader
from database.record import ContractEvent
from database.sessions import Staff


@dataclass(frozen=True, slots=True)
class LoggedAct:
    """`actor` is an id or a word of the machine's; `name` and `subject_name` are empty when nobody has it.

    `contract` is None when the row speaks of none, or of a draft.
    """

    row: AuditEvent
    at: datetime
    facts: dict[str, Any]
    actor: str
    name: str
    address: str
    contract: Contract | None
    subject_name: str


@dataclass(frozen=True, slots=True)
class _Found:
    origins: dict[str, dict[str, str]]
    contracts: dict[str, Contract]
    names: dict[str, str]


def acts_logged(session: Session, staff: Staff, rows: Sequence[AuditEvent]) -> list[LoggedAct]:
    origins = _origins(session, staff, rows)
    ids = {row.actor for row in rows} | {row.subject for row in rows}
    ids |= {origin["actor"] for origin in origins.values()}
    found = _Found(origins, _contracts(session, staff, ids), _names(session, staff, ids))
    return [_act(row, found) for row in rows]


def _act(row: AuditEvent, found: _Found) -> LoggedAct:
    """What the engine wrote was done by whoever its event names."""
    facts = json.loads(row.facts)
    origin = found.origins.get(facts.get("digest", ""), {}) if row.actor == ENGINE else {}
    actor = origin.get("actor", row.actor)
    return LoggedAct(
        row=row,
        at=datetime.fromisoformat(row.at),
        facts=facts,
        actor=actor,
        name=found.names.get(actor) or _elsewhere(facts),
        address=origin.get("address") or str(facts.get("address", "")),
        contract=found.contracts.get(row.subject),
        subject_name=found.names.get(row.subject, ""),
    )


def _elsewhere(facts: dict[str, Any]) -> str:
    """Return who acted from another organisation, as the row itself keeps it (MK-81)."""
    return "　".join(str(facts[name]) for name in ("from_organization", "from_person") if name in facts)


def _origins(session: Session, staff: Staff, rows: Sequence[AuditEvent]) -> dict[str, dict[str, str]]:
    """Map the digests of the contracts' events behind `rows` to who asked for them, and from where."""
    engine = [(row.subject, json.loads(row.facts).get("sequence", 0)) for row in rows if row.actor == ENGINE]
    query = (
        select(ContractEvent.digest, ContractEvent.facts)
        .join(Contract, Contract.id == ContractEvent.contract_id)
        .where(
            Contract.organization_id == staff.organization.id,
            Contract.public_id.in_({subject for subject, _ in engine}),
            ContractEvent.sequence.in_({sequence for _, sequence in engine}),
        )
    )
    read = {digest: json.loads(facts) for digest, facts in session.execute(query)}
    return {digest: facts["origin"] for digest, facts in read.items() if "origin" in facts}


def _contracts(session: Session, staff: Staff, ids: set[str]) -> dict[str, Contract]:
    query = select(Contract).where(Contract.public_id.in_(ids), may_see(staff), Contract.sequence > 0)
    return {row.public_id: row for row in session.scalars(query)}


def _names(session: Session, staff: Staff, ids: set[str]) -> dict[str, str]:
    parties = select(Party).where(Party.organization_id == staff.organization.id, Party.public_id.in_(ids))
    others = {party.public_id: name_of(party) for party in session.scalars(parties)}
    accounts = select(Reader.public_id, Reader.name).where(
        Reader.organization_id == staff.organization.id, Reader.public_id.in_(ids)
    )
    others |= {row.public_id: row.name for row in session.execute(accounts)}
    return others | names_of_people(session, staff.organization.id, ids)
