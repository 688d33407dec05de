"""The owner is told what did not arrive, and what to do (M-12)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.letters import Channel, Fate, Letter
from contracts.messages import EffectRequest
from database.contract import Contract
from database.delivery import Delivery
from database.party import Party

FAILED = (Fate.UNDELIVERED, Fate.STOPPED)
ENDING = ".undelivered"
LONGEST_ID = 120


def failure_notices(session: Session, contract: Contract, request: EffectRequest, url: str) -> list[Letter]:
    """Return a letter for each failure of this effect that the owner has not been told of."""
    prefix = f"{contract.public_id}.{request.effect.sequence}."
    deliveries = session.scalars(
        select(Delivery).where(
            Delivery.contract_id == contract.id, Delivery.message_id.startswith(prefix, autoescape=True)
        )
    ).all()
    told = {row.message_id for row in deliveries}
    failed = [row for row in deliveries if row.party and row.fate in FAILED]
    return [failure_notice(session, contract, row, url) for row in failed if notice_id(row) not in told]


def notice_id(failed: Delivery) -> str:
    return f"{failed.message_id[: LONGEST_ID - len(ENDING)]}{ENDING}"


def failure_notice(session: Session, contract: Contract, failed: Delivery, url: str) -> Letter:
    party = session.scalars(select(Party).where(Party.public_id == failed.party)).one()
    facts: dict[str, object] = {
        "contract_title": contract.title,
        "contract_number": contract.number or "",
        "party_name": party.name,
        "party_organization": party.company,
        "address": failed.address,
        "failure": failed.reason,
        "failed_at": failed.at,
        "is_sms": failed.channel == Channel.SMS,
        "changed_on": failed.changed_on.isoformat() if failed.changed_on else "",
        "contract_url": url,
    }
    return Letter(
        template="undelivered",
        message_id=notice_id(failed),
        to=contract.owner.mail,
        to_company=contract.organization.name,
        to_name=contract.owner.name,
        facts=facts,
        language=contract.owner.language,
    )
