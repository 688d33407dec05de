"""The mail or SMS of a one-time code, but for the digits: they are made where the key is (M-04)."""

import json
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from contracts.languages import SOURCE
from contracts.letters import Channel, Letter
from contracts.one_time_codes import LIFE, CodeChannel, CodePurpose
from database.contract import Contract
from database.engine import now_of
from database.factors import OneTimeCode
from database.letters.contacting import with_contacts
from database.party import Party
from database.queries.preferences import phone_of

TEMPLATE = "auth_code"
_MINUTE = 60


def code_letter(session: Session, public_id: str) -> tuple[Letter, bytes] | None:
    """Return the letter and the code's secret id; None: used, expired or not to be sent at all."""
    row = session.scalars(select(OneTimeCode).where(OneTimeCode.public_id == public_id)).first()
    if row is None or row.purpose == CodePurpose.UNSENT:
        return None
    if row.used_at is not None or row.expires_at <= now_of(session):
        return None
    contract = _contract(session, row)
    letter = _letter(session, row, contract)
    if row.channel == CodeChannel.SMS:
        since = session.get_one(Party, row.party_id).phone_obtained_on
        letter = replace(letter, channel=Channel.SMS, obtained_on=since)
    return with_contacts(session, contract.organization_id, [letter])[0], row.secret_id


def _contract(session: Session, row: OneTimeCode) -> Contract:
    query = select(Contract).join(Party, Party.contract_id == Contract.id).where(Party.id == row.party_id)
    whole = (joinedload(Contract.organization), joinedload(Contract.owner))
    return session.scalars(query.options(*whole)).one()


def _letter(session: Session, row: OneTimeCode, contract: Contract) -> Letter:
    """What a stranger typed at a 締結用URL is not carried to an address that may be anybody's (T17)."""
    typed, is_known = json.loads(row.facts), row.purpose == CodePurpose.FACTOR
    return Letter(
        template=TEMPLATE,
        message_id=f"{TEMPLATE}.{row.public_id}",
        to=typed["address"],
        to_company=typed.get("company", "") if is_known else "",
        to_name=typed.get("name", "") if is_known else "",
        facts={
            "contract_title": contract.title,
            "sender_organization": contract.organization.name,
            "guide": contract.organization.public_id,
            "owner_name": contract.owner.name,
            "owner_phone": phone_of(session, contract.owner),
            "minutes": int(LIFE.total_seconds()) // _MINUTE,
            "expires_at": row.expires_at.isoformat(),
        },
        language=typed.get("language", SOURCE),
    )
