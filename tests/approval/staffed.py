"""An office with people who approve, routes, and contracts that wait in them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from flask import Flask
from sqlalchemy import select

from contracts.acts import Origin, RouteStep, Submit
from contracts.life import civil_day
from contracts.roles import Role
from database.approval_desk import RouteEntry, add_route, delegate
from database.contract import Contract
from database.contract_type import ContractType
from database.engine import now_of
from database.people import User
from database.queries.approval_routes import route_of
from database.record import EffectRow
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from tests.desk.site import Clerk, hired

MANAGER, CHIEF, DIRECTOR, DEPUTY, ADMINISTRATOR = "manager", "chief", "director", "deputy", "administrator"
NAMES = {
    MANAGER: "課長 一子",
    CHIEF: "部長 二郎",
    DIRECTOR: "役員 三枝",
    DEPUTY: "代理 四朗",
    ADMINISTRATOR: "管理 五月",
}


@dataclass
class Staffed:
    office: Office
    site: Flask
    people: dict[str, User]
    clerks: dict[str, Clerk] = field(default_factory=dict)

    def id(self, who: str) -> str:
        return self.people[who].public_id

    def enters(self, who: str) -> Clerk:
        """Return the browser in which this person is signed in."""
        if who not in self.clerks:
            self.clerks[who] = Clerk(self.site)
            self.clerks[who].comes_in(mail_of(who))
        return self.clerks[who]

    def step(
        self,
        name: str,
        *who: str,
        rule: str = "all",
        hours: int = 0,
        seniors: Sequence[str] = (),
    ) -> RouteStep:
        return RouteStep(name, [self.id(one) for one in who], rule, hours, [self.id(one) for one in seniors])

    def routed(
        self,
        *steps: RouteStep,
        name: str = "100万円以上の業務委託",
        kind: str = "services",
        amount_from: int | None = None,
        person: User | None = None,
    ) -> str:
        """Add a template and return its public id."""
        with self.office.opened.database.writing() as session:
            types = {row.code: row for row in session.scalars(select(ContractType))}
            entry = RouteEntry(
                name=name,
                type_id=types[kind].id if kind else None,
                amount_from=amount_from,
                amount_to=None,
                department="",
                person_id=person.id if person else None,
                steps=steps,
            )
            return add_route(session, self.people[ADMINISTRATOR], uuid.uuid4().hex, entry).public_id

    def submitted(self, title: str, kind: str = "services", mail: str = "legal@sample.example") -> Sent:
        """Submit a contract of this type as this person, by the rules that the pages go by."""
        with self.office.opened.database.writing() as session:
            sender = session.scalars(select(User).where(User.mail == mail)).one()
        drafting = replace(self.office, owner=sender)
        drafting.engine = self.office.engine
        contract, parties, planned = drafting._draft((Plan(),), title, "agent")  # noqa: SLF001 -- the office of the counterparty's tests only sends what needs no approval
        version = drafting._version(contract)  # noqa: SLF001 -- as above
        with self.office.opened.database.writing() as session:
            row = session.get_one(Contract, contract.id)
            row.type_id = session.scalars(select(ContractType).where(ContractType.code == kind)).one().id
            session.flush()
            steps = route_of(session, row, sender)
        act = Submit(
            uuid.uuid4().hex,
            Origin(sender.public_id),
            version,
            planned,
            needs_approval=True,
            link_days=30,
            route=steps,
        )
        self.office.engine.submit(contract.public_id, 1, act)
        return Sent(contract.public_id, parties)

    def delegates(self, who: str, to: str, *, days: int = 3) -> str:
        """Let `to` decide for `who` from today on; return the public id of the delegation."""
        with self.office.opened.database.writing() as session:
            today = self.today
            span = (today, today + timedelta(days=days))
            return delegate(session, self.people[who], uuid.uuid4().hex, self.people[to], span).public_id

    @property
    def today(self) -> date:
        with self.office.opened.database.reading() as session:
            return civil_day(now_of(session))

    def becomes(self, who: str, role: Role) -> None:
        with self.office.opened.database.writing() as session:
            session.get_one(User, self.people[who].id).role = role

    def leaves(self, who: str) -> None:
        with self.office.opened.database.writing() as session:
            session.get_one(User, self.people[who].id).disabled_at = now_of(session)

    def asked(self) -> list[tuple[int, str]]:
        """Return every request for an approval that is owed, as (sequence, name of who is asked)."""
        names = {user.public_id: who for who, user in self.people.items()}
        with self.office.opened.database.reading() as session:
            rows = session.query(EffectRow).filter_by(kind="ask_approval").all()
        return sorted((row.sequence, names.get(row.recipient, row.recipient)) for row in rows)


def staffed(office: Office, site: Flask) -> Staffed:
    people = {
        who: hired(office, mail_of(who), Role.ADMINISTRATOR if who == ADMINISTRATOR else Role.APPROVER)
        for who in NAMES
    }
    with office.opened.database.writing() as session:
        for who, user in people.items():
            session.get_one(User, user.id).name = user.name = NAMES[who]
    return Staffed(office, site, people)


def mail_of(who: str) -> str:
    return f"{who}@sample.example"
