"""Nothing is sent to an address whose entry has ended without somebody saying so (AD-19)."""

from collections.abc import Collection, Sequence

from sqlalchemy.orm import Session

from contracts.acts import Origin
from database.audit import Told, append_audit
from database.contract import Contract
from database.drafting.faults import DraftIncomplete
from database.drafting.spelling import Fault
from database.engine import now_of
from database.party import Party
from database.queries.filed_addresses import outdated_addresses


class AddressesUnnoticed(DraftIncomplete):
    """An address whose entry has ended was not ticked; each is a fault of its party."""


def accept_outdated(
    session: Session, parties: Sequence[Party], accepted: Collection[str], origin: Origin
) -> None:
    """Audit each outdated address that was ticked. Raises AddressesUnnoticed for one that was not."""
    found = outdated_addresses(session, parties)
    unnoticed = [one for one in found if one.token not in accepted]
    if unnoticed:
        raise AddressesUnnoticed(
            [Fault("mail", "address_outdated", one.party.public_id) for one in unnoticed]
        )
    for one in found:
        contract = session.get_one(Contract, one.party.contract_id)
        facts: dict[str, str | int] = {
            "party": one.party.public_id,
            "mail": one.party.mail,
            "entry": one.entry.public_id,
            "why": one.why.value,
        }
        told = Told("outdated_address_accepted", origin.actor, contract.public_id, facts)
        append_audit(session, one.party.organization_id, told, now_of(session))
