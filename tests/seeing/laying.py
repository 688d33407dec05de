"""The made-up archive laid into the tables of a whole application."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from adapters.secrets import PageSafe, new_api_token, token_digest
from contracts.approval import ANYONE
from contracts.roles import Right, Role
from database.approval import ApprovalTurn
from database.calendar_feeds import issue_feed
from database.contract import Contract
from database.contract_type import ContractType
from database.engine import now_of
from database.folders import (
    ContractGrant,
    ContractTag,
    Folder,
    FolderReach,
    Group,
    GroupMember,
    Tag,
    UserRight,
)
from database.party import Party
from database.people import Organization, User
from database.queries.tokens import file_token
from database.searchable import make_searchable
from tests.access.house import House
from tests.desk.site import Clerk, hired, password_hash
from tests.finding.shelf import today_of
from tests.searching.archive import have_read
from tests.seeing.crowd import OWNERS, PEOPLE, Case, Folders, Person, sees

STRANGER, LEAVER = "boss@other.example", "leaver@sample.example"


@dataclass(frozen=True)
class Crowd:
    """`feeds` are the addresses of calendars, `tokens` of the API, by mail."""

    house: House
    cases: Sequence[Case]
    folders: Folders
    today: date
    tokens: dict[str, str]
    feeds: dict[str, str]

    def seen(self, person: Person) -> list[Case]:
        return [case for case in self.cases if sees(person, case, self.folders)]

    def clerk(self, mail: str) -> Clerk:
        clerk = Clerk(self.house.site)
        clerk.comes_in(mail)
        return clerk

    @property
    def caller(self) -> FlaskClient:
        return self.house.site.test_client()


def laid_out(house: House, cases: Sequence[Case], folders: Folders) -> Crowd:
    for person in (*PEOPLE, Person(LEAVER, Role.ADMINISTRATOR)):
        hired(house.office, person.mail, person.role)
    with house.office.opened.database.writing() as session:
        users = {one.mail: one for one in session.scalars(select(User))}
        users[STRANGER] = _stranger(session)
        groups = _groups(session, users)
        rows = _folders(session, house, groups, folders)
        kinds = _kinds(session, house.office.organization)
        for case in cases:
            owner = users[STRANGER if case.is_elsewhere else case.owner]
            contract = _contract(session, case, owner, today_of(house.office))
            if not case.is_elsewhere:
                contract.folder_id = None if case.folder is None else rows[case.folder].id
                contract.type_id = kinds[case.asks_approval]
                _given(session, contract, case, users, groups)
            _words(session, house, contract, case, users)
        tokens, feeds = _keys(session, users)
    return Crowd(house, cases, folders, today_of(house.office), tokens, feeds)


def _stranger(session: Session) -> User:
    now = now_of(session)
    elsewhere = Organization(name="別の会社", created_at=now)
    session.add(elsewhere)
    session.flush()
    user = User(
        organization_id=elsewhere.id,
        mail=STRANGER,
        mail_key=STRANGER,
        name="他社 太郎",
        role=Role.ADMINISTRATOR,
        password_hash=password_hash(),
        must_change_password=False,
        created_at=now,
    )
    session.add(user)
    session.flush()
    return user


def _groups(session: Session, users: dict[str, User]) -> list[Group]:
    here, now = users[OWNERS[0]].organization_id, now_of(session)
    groups = [Group(organization_id=here, name=f"{n + 1}課", created_at=now) for n in range(3)]
    session.add_all(groups)
    session.flush()
    for person in PEOPLE:
        user = users[person.mail].id
        session.add_all(
            GroupMember(organization_id=here, group_id=groups[n].id, user_id=user) for n in person.groups
        )
        if person.reads_confidential:
            session.add(UserRight(organization_id=here, user_id=user, right=Right.READ_CONFIDENTIAL))
    return groups


def _folders(session: Session, house: House, groups: Sequence[Group], folders: Folders) -> list[Folder]:
    here, now = house.office.organization.id, now_of(session)
    rows = [Folder(organization_id=here, name=f"棚{n}", created_at=now) for n, _ in enumerate(folders)]
    session.add_all(rows)
    session.flush()
    for row, given in zip(rows, folders, strict=True):
        for group, level in given.items():
            to = None if group is None else groups[group].id
            session.add(FolderReach(organization_id=here, folder_id=row.id, group_id=to, level=level))
    return rows


def _kinds(session: Session, organization: Organization) -> dict[bool, int]:
    """One 契約種別 that asks for approval, and one that does not."""
    query = select(ContractType).where(ContractType.organization_id == organization.id)
    first, second = session.scalars(query.order_by(ContractType.id).limit(2)).all()
    for kind in session.scalars(query):
        kind.needs_approval = kind.id == first.id
    return {True: first.id, False: second.id}


def _contract(session: Session, case: Case, owner: User, today: date) -> Contract:
    now = now_of(session)
    ends = case.ends_in
    row = Contract(
        organization_id=owner.organization_id,
        owner_id=owner.id,
        title=case.title,
        number=f"2026-{case.word}" if case.is_sent else None,
        **dict.fromkeys(("standing", "sent_digest", "head"), ""),
        **dict.fromkeys(("round", "epoch", "rev"), 1),
        indexed_rev=0,
        memo=f"控え {case.word}",
        currency="JPY",
        amount_state="unknown",
        stage=case.stage,
        life=case.life,
        sequence=int(case.is_sent),
        confidential=case.confidential,
        own_access=case.own_access,
        ends_on=today + ends if ends is not None else None,
        expiry_alerted_at=now if case.is_alerted else None,
        renewal_escalated_at=now if case.is_escalated else None,
        **dict.fromkeys(("created_at", "changed_at", "submitted_at", "concluded_at"), now),
    )
    session.add(row)
    session.flush()
    case.public_id = row.public_id
    return row


def _given(
    session: Session, contract: Contract, case: Case, users: dict[str, User], groups: Sequence[Group]
) -> None:
    base = {"organization_id": contract.organization_id, "contract_id": contract.id}
    for mail, level in case.to_people.items():
        session.add(ContractGrant(**base, user_id=users[mail].id, level=level))
    for number, level in case.to_groups.items():
        session.add(ContractGrant(**base, group_id=groups[number].id, level=level))
    if case.turn:
        person = ANYONE if case.turn == ANYONE else users[case.turn].public_id
        session.add(ApprovalTurn(**base, person=person, is_open=case.stage == "awaiting_approval"))
    if case.confidential:
        name, here = f"札{case.word}", contract.organization_id
        tag = Tag(organization_id=here, name=name, key=name, created_at=now_of(session))
        session.add(tag)
        session.flush()
        session.add(ContractTag(**base, tag_id=tag.id))


def _words(session: Session, house: House, contract: Contract, case: Case, users: dict[str, User]) -> None:
    session.add_all(_parties(contract, case, users))
    session.flush()
    make_searchable(session, contract)
    body = have_read(session, contract, (case.page,))
    safe = PageSafe(house.office.opened.keys)
    body.sealed, body.key_id = safe.sealed([(1, 1, case.page)], contract.public_id), safe.key_id


def _parties(contract: Contract, case: Case, users: dict[str, User]) -> list[Party]:
    companies = [(case.company, f"担当 {case.word}"), (f"株式会社{case.word}商会", "佐藤 一郎")]
    others = [
        _party(contract, at, company=company, name=name, mail=f"{case.word}@{case.word}.example", own=False)
        for at, (company, name) in enumerate(companies, 1)
    ]
    mail = users[case.signer].mail if case.signer else ""
    return [*others, *([_party(contract, 3, company="", name="自社", mail=mail, own=True)] if mail else [])]


def _party(contract: Contract, at: int, **values: object) -> Party:
    return Party(
        organization_id=contract.organization_id,
        contract_id=contract.id,
        position=at,
        ordering=at,
        role="乙",
        kind="corporate_informal",
        **dict.fromkeys(("signs", "imprint"), True),
        **dict.fromkeys(("access_code_hash", "access_code_hint"), ""),
        code_tries=0,
        progress="asked",
        **values,
    )


def _keys(session: Session, users: dict[str, User]) -> tuple[dict[str, str], dict[str, str]]:
    mails = [STRANGER, LEAVER, *(one.mail for one in PEOPLE)]
    tokens, feeds = ({mail: new_api_token() for mail in mails} for _ in range(2))
    for mail in mails:
        file_token(session, users[mail], token_digest(tokens[mail]))
        issue_feed(session, users[mail], token_digest(feeds[mail]), "title")
    return tokens, feeds
