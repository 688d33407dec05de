"""The act that sends a draft as it stands."""

from sqlalchemy.orm import Session

from cli.demo.people import Office
from contracts.acts import Origin, PartyPlan, Submit
from database.contract import Contract
from database.party import Party
from database.queries.versions import newest_version


def submission(session: Session, contract: Contract, key: str, origin: Origin, office: Office) -> Submit:
    """Raises LookupError if the draft has no document."""
    version = newest_version(session, contract)
    if version is None:
        raise LookupError(contract.public_id)
    return Submit(
        key=key,
        origin=origin,
        version=version.public_id,
        parties=[_plan(party) for party in contract.parties],
        needs_approval=bool(contract.type and contract.type.needs_approval),
        link_days=office.opened.settings.link_days,
        confirms=contract.confirms,
    )


def _plan(party: Party) -> PartyPlan:
    return PartyPlan(
        id=party.public_id,
        order=party.ordering,
        own=party.own,
        signs=party.signs,
        imprint=party.imprint,
        access_code=bool(party.access_code_hash),
        documents=[document.public_id for document in party.required_documents],
    )
