"""Linking two contracts as a person does on the page, and what the card then shows."""

from sqlalchemy import update

from database.contract import Contract
from tests.counterparty.office import Office, Sent
from tests.desk.site import Clerk


def page_of(sent: Sent) -> str:
    return f"/contracts/{sent.contract}/relations"


def links(clerk: Clerk, sent: Sent, other: Sent, bond: str) -> None:
    """Say what `other` is, seen from the page of `sent`; twice with the key of one form."""
    page = page_of(sent)
    clerk.opens(f"{page}?q={other.contract}")
    form = {**clerk.fields(page), "other": other.contract, "bond": bond}
    for _twice in range(2):
        clerk.at = clerk.client.post(page, data=form, follow_redirects=True)


def card(clerk: Clerk, sent: Sent) -> str:
    clerk.opens(f"/contracts/{sent.contract}")
    return clerk.text.partition('id="relations"')[2].partition("</section>")[0]


def sets(office: Office, sent: Sent, **columns: object) -> None:
    change = update(Contract).where(Contract.public_id == sent.contract).values(**columns)
    with office.opened.database.writing() as session:
        session.execute(change)
