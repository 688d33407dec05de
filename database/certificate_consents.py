"""Answers to electronic delivery, and the certificate a party signed with (domain.md C.8, items 5 and 6)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.certificate import Detail, EventLine, in_jst
from database.holders import DeliveryAnswer
from database.own_signatures import OwnSignatureRow
from database.party import Party

ANSWERED = "edelivery_{answer}"


def answers_about_delivery(session: Session, party: Party, number: int) -> list[EventLine]:
    """Return a line for each answer of whoever held the place, as of round `number`."""
    query = select(DeliveryAnswer).where(DeliveryAnswer.party_id == party.id).order_by(DeliveryAnswer.id)
    return [_answered(row, number) for row in session.scalars(query)]


def _answered(row: DeliveryAnswer, number: int) -> EventLine:
    said = [Detail("edelivery", row.edelivery), Detail("text_version", row.text_version)]
    typed = [Detail("phrase", row.phrase)] if row.phrase else []
    return EventLine(
        at=in_jst(row.at),
        kind=ANSWERED.format(answer=row.answer),
        round=number,
        sequence=0,
        address=row.address,
        user_agent=row.user_agent,
        details=(*said, *typed),
    )


def own_certificate(session: Session, facts: Mapping[str, Any]) -> list[Detail]:
    """Return whose certificate the party's own key signed with, where it did (LW-08)."""
    public_id = facts.get("own_signature", "")
    if not public_id:
        return []
    row = session.scalars(select(OwnSignatureRow).where(OwnSignatureRow.public_id == public_id)).one()
    return [
        Detail("own_signature", row.public_id),
        Detail("own_certificate", row.subject),
        Detail("own_certificate_issuer", row.issuer),
        Detail("own_certificate_serial", row.serial),
    ]
