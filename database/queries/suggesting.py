"""Counterparties to choose from while their name is typed, of contracts that the person may see (SR-19)."""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from contracts.finding import Words, company_key, domain_of, folded
from database.contract import Contract
from database.party import Party
from database.queries.contracts import may_see
from database.sessions import Staff

MOST_SUGGESTED = 8
MOST_LOOKED_AT = 5000
"""Parties that are looked at for the next name: who may see few of them is not made to wait for it."""
MOST_HITS = 200
LAST = "\U0010ffff"


def suggested(
    session: Session, staff: Staff, typed: str, words: Words, conditions: Sequence[ColumnElement[bool]]
) -> list[str]:
    """Return names that begin with what is typed, then those that hold it: name, 法人番号 or mail domain.

    `words` and `conditions` are what the same text means as a filter of 文書管理.
    """
    found = dict(_beginning(session, staff, company_key(typed)))
    if len(found) < MOST_SUGGESTED and conditions:
        for key, name in _holding(session, staff, words, conditions):
            found.setdefault(key, name)
    return list(found.values())[:MOST_SUGGESTED]


def _beginning(session: Session, staff: Staff, start: str) -> Iterator[tuple[str, str]]:
    last = start
    for at in range(MOST_SUGGESTED if start else 0):
        after = Party.company_key > last if at else Party.company_key >= last
        near = (
            select(Party.id, Party.company_key, Party.contract_id)
            .where(Party.organization_id == staff.organization.id, after, Party.company_key < start + LAST)
            .order_by(Party.company_key)
            .limit(MOST_LOOKED_AT)
            .subquery()
        )
        seen = select(near.c.id).join(Contract, Contract.id == near.c.contract_id).where(may_see(staff))
        party = session.scalar(seen.order_by(near.c.company_key).limit(1))
        if party is None:
            return
        row = session.get_one(Party, party)
        last = row.company_key
        yield last, row.company or row.name


def _holding(
    session: Session, staff: Staff, words: Words, conditions: Sequence[ColumnElement[bool]]
) -> Iterator[tuple[str, str]]:
    hits = select(Contract.id).where(may_see(staff), *conditions).limit(MOST_HITS)
    others = or_(Party.company != "", Party.name != "")
    query = select(Party).where(
        Party.contract_id.in_(session.scalars(hits).all()), Party.own.is_(False), others
    )
    for party in session.scalars(query.order_by(Party.company_key, Party.id)):
        if all(any(term in one for term in group for one in _found_by(party)) for group in words.groups):
            yield party.company_key, party.company or party.name


def _found_by(party: Party) -> tuple[str, ...]:
    """What is shown, and what stands for it; a contact's own name would explain no company."""
    named = (folded(party.company or party.name), party.company_key)
    return *named, party.corporate_number, party.invoice_number.lower(), domain_of(party.mail)
