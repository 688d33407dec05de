"""Contracts filed straight through SQL, and what a test reads of the holds."""

import json
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select

from contracts.stage import Stage
from database.audit import AuditEvent
from database.contract import Contract
from database.people import User
from database.searchable import make_searchable
from tests.counterparty.office import Office

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
OVER = {"ends_on": date(2010, 3, 31), "agreed_on": date(2008, 4, 1)}


def filed(office: Office, title: str, **values: object) -> str:
    """File a concluded contract that `values` describe, and return its public id."""
    with office.opened.database.writing() as session:
        row = contract_row(office, title, **values)
        session.add(row)
        session.flush()
        make_searchable(session, row)
        return row.public_id


def contract_row(office: Office, title: str, **values: object) -> Contract:
    usual: dict[str, object] = {
        "organization_id": office.organization.id,
        "owner_id": office.owner.id,
        "title": title,
        "standing": "agent",
        "memo": "",
        "currency": "JPY",
        "amount_state": "unknown",
        "stage": Stage.IMPORTED.value,
        "round": 1,
        "sent_digest": "",
        "epoch": 1,
        "sequence": 1,
        "head": "",
        "rev": 0,
        "indexed_rev": 0,
        "created_at": LONG_AGO,
        "changed_at": LONG_AGO,
        "submitted_at": LONG_AGO,
    }
    return Contract(**{**usual, **values})


def told(office: Office, code: str) -> list[dict[str, Any]]:
    with office.opened.database.reading() as session:
        query = select(AuditEvent).where(AuditEvent.code == code).order_by(AuditEvent.sequence)
        return [{**json.loads(row.facts), "subject": row.subject} for row in session.scalars(query)]


def person(office: Office, mail: str) -> User:
    with office.opened.database.reading() as session:
        return session.scalars(select(User).where(User.mail == mail)).one()
