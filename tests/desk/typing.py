"""Drafts begun and parties filled in, as the tests of the form type them."""

from typing import Any

from sqlalchemy import select

from database.contract import Contract
from database.party import Party
from tests.counterparty.office import Office
from tests.counterparty.planning import paper
from tests.desk.site import Clerk


def begun(clerk: Clerk, **typed: Any) -> str:  # noqa: ANN401 -- the fields of a form
    """Upload a paper, type the facts and return the path of the draft's page."""
    clerk.opens("/drafts/new")
    clerk.uploads("/drafts/new", paper("建物賃貸借契約書"))
    page = f"/drafts/{clerk.path.split('/')[2]}"
    clerk.opens(page)
    if typed:
        clerk.sends(page, intent="save", **typed)
    return page


def of(party: str, **typed: object) -> dict[str, Any]:
    """Return what is typed into the fields of one party."""
    return {f"party-{party}-{name}": value for name, value in typed.items()}


def kept(office: Office, public_id: str) -> Party:
    with office.opened.database.reading() as session:
        party = session.scalars(select(Party).where(Party.public_id == public_id)).one()
        assert (len(party.required_documents), len(party.fields)) >= (0, 0)
    return party


def kept_contract(office: Office) -> Contract:
    with office.opened.database.reading() as session:
        return session.scalars(select(Contract)).one()
