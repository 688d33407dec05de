"""Contracts of the desk's tests on their way, moved by the parties and the signer."""

from collections.abc import Sequence

from sqlalchemy import select

from contracts import acts
from contracts.acts import Origin
from contracts.authority import DECLARATION_VERSION, Capacity
from database.contract import Contract
from database.queries.draft_parties import parties_of
from tests.counterparty.office import Office, Sent
from tests.desk.site import Clerk
from webapp.access.asking import new_key

RENT = "第3条の賃料が合意した額と異なります。"


def sent_by(
    clerk: Clerk, office: Office, title: str = "建物賃貸借契約書", contract_type: str = "lease"
) -> Sent:
    """Send a contract by the pages; a type that asks for no approval is prepared at once."""
    public_id = clerk.drafts(title, contract_type)
    clerk.sends(f"/drafts/{public_id}/sending")
    with office.opened.database.reading() as session:
        contract = session.scalars(select(Contract).where(Contract.public_id == public_id)).one()
        sent = Sent(public_id, list(parties_of(session, contract)))
    if contract.stage == "awaiting_other":
        office.prepare(sent)
    clerk.opens(f"/contracts/{public_id}")
    return sent


def sent_back(office: Office, sent: Sent, reason: str = RENT) -> None:
    party = sent.parties[0].public_id
    number = office.contract(sent).round
    office.engine.ask(
        sent.contract, acts.AcceptTerms(new_key(), Origin(party), party, number, terms_version="2026-11")
    )
    office.engine.ask(sent.contract, acts.SendBack(new_key(), Origin(party), party, number, reason))


def concluded(office: Office, sent: Sent, authenticated: Sequence[str] = ("mail_link",)) -> None:
    """The only party agrees; the signer seals, concludes and certifies."""
    agreed_by(office, sent, authenticated)
    office.seal(sent, sent.parties[0])
    office.conclude(sent)


def agreed_by(office: Office, sent: Sent, authenticated: Sequence[str] = ("mail_link",)) -> None:
    """The only party agrees, and the signer has not come to it."""
    party, contract = sent.parties[0], office.contract(sent)
    origin = Origin(party.public_id)
    for act in (
        acts.AcceptTerms(new_key(), origin, party.public_id, contract.round, terms_version="2026-11"),
        acts.Agree(
            key=new_key(),
            origin=origin,
            party=party.public_id,
            round=contract.round,
            shown_digest=contract.sent_digest,
            shown_revision=1,
            imprint="i",
            imprint_digest="d",
            authenticated=list(authenticated),
            capacity=Capacity.PRINCIPAL,
            declaration=DECLARATION_VERSION,
        ),
    ):
        office.engine.ask(sent.contract, act)
