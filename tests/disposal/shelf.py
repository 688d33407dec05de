"""Contracts whose 保存期間 ended long ago, and the two persons who let them go."""

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update

from activities.disposing import Disposing
from adapters.certificates.disposal import render_disposal  # noqa: F401 -- the tests draw with it
from contracts.messages import DisposalStart
from contracts.roles import Role
from database.contract import Contract
from database.disposal import Disposal, Tombstone
from database.disposal_desk import DisposalDesk
from database.disposals import Proposal, approve, propose
from database.people import Organization, User
from database.sessions import Staff
from database.shelves import By
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from tests.desk.cases import concluded
from tests.desk.site import hired

LONG_AGO = date(2005, 3, 31)
AUDITOR, OTHER = "audit@sample.example", "second@sample.example"
REASON = "保存期間の満了による定期の廃棄"


@dataclass(frozen=True)
class Pair:
    """Who proposes and who approves."""

    first: User
    second: User


def pair(office: Office) -> Pair:
    return Pair(hired(office, AUDITOR, Role.COMPLIANCE), hired(office, OTHER, Role.COMPLIANCE))


def over(office: Office, *plans: Plan, title: str = "建物賃貸借契約書（平成）", secret: bool = False) -> Sent:
    """Return a concluded contract that ended in 2005."""
    sent = office.sent(*plans, title=title)
    concluded(office, sent)
    ages(office, sent, confidential=secret)
    return sent


def ages(office: Office, sent: Sent, **facts: object) -> None:
    dated = {"ends_on": LONG_AGO, "traded_on": date(2004, 4, 1), "agreed_on": date(2004, 4, 1), **facts}
    with office.opened.database.writing() as session:
        session.execute(update(Contract).where(Contract.public_id == sent.contract).values(**dated))


def by(office: Office, user: User) -> By:
    with office.opened.database.reading() as session:
        organization = session.scalars(select(Organization)).one()
        rights: frozenset[str] = frozenset()
        return By(
            Staff(user=session.get_one(User, user.id), organization=organization, session="", rights=rights)
        )


def proposed(office: Office, user: User, *sent: Sent) -> str:
    key = str(uuid.uuid4())
    with office.opened.database.writing() as session:
        propose(session, by(office, user), Proposal(key, {one.contract for one in sent}, REASON))
    return key


def approved(office: Office, persons: Pair, *sent: Sent) -> str:
    key = proposed(office, persons.first, *sent)
    with office.opened.database.writing() as session:
        row = session.scalars(select(Disposal).where(Disposal.public_id == key)).one()
        approve(session, by(office, persons.second), row, {one.contract for one in sent})
    return key


def steps(office: Office) -> Disposing:
    async def nothing(_: str) -> None:
        return None

    return Disposing(DisposalDesk(office.opened.database), office.opened.files, None, nothing)


def carried_out(office: Office, key: str) -> None:
    working = steps(office)
    while working.dispose_next(DisposalStart(key)).goes_on:
        pass


def stone(office: Office, sent: Sent) -> Tombstone | None:
    with office.opened.database.reading() as session:
        return session.scalars(select(Tombstone).where(Tombstone.contract == sent.contract)).first()
