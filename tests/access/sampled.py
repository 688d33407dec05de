"""What the matrix is tried on: one thing of every kind in one organisation, and people of every role."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask.testing import FlaskClient
from sqlalchemy import select

from adapters.secrets import new_api_token, token_digest
from contracts.roles import Role
from database.contract import Contract
from database.engine import now_of
from database.folders import ContractGrant, ContractTag, Tag
from database.party import RequiredDocument
from database.people import Organization, User
from database.queries.drafts import DraftFacts, new_draft
from database.queries.tokens import file_token
from database.sessions import Staff
from tests.access.house import House
from tests.access.matrix import Sample, unwritten_app
from tests.counterparty.office import Sent
from tests.desk.cases import concluded
from tests.desk.site import Clerk, hired, password_hash

WHILE_WAITING = (
    *("legal.re_request", "legal.check_re_request", "legal.pulling_back", "legal.pull_back"),
    *("legal.deadline", "legal.change_deadline", "legal.reminders", "legal.conclusion"),
)
STRANGER = "boss@other.example"


@dataclass(frozen=True)
class Matrix:
    """`clients` hold a session each; `stranger` is an administrator of another organisation."""

    house: House
    sample: Sample
    clients: dict[Role, FlaskClient]
    stranger: FlaskClient
    stranger_token: str
    nobody: FlaskClient


def mail_of(role: Role) -> str:
    return f"{role.value}@sample.example"


def lay_out(house: House) -> Matrix:
    for role in Role:
        hired(house.office, mail_of(role), role)
    done = house.office.sent()
    concluded(house.office, done)
    sample = _sample(house, done, house.office.sent(title="署名を待つ契約").contract)
    stranger_token = _hire_stranger(house)
    app, plain = unwritten_app(house.site), unwritten_app(house.site, plain=True)
    clients = {role: _entered(house, mail_of(role)) for role in Role}
    stranger = _entered(house, STRANGER)
    stranger.application = app
    for client in clients.values():
        client.application = plain
    return Matrix(house, sample, clients, stranger, stranger_token, app.test_client())


def _entered(house: House, mail: str) -> FlaskClient:
    clerk = Clerk(house.site)
    assert clerk.signs_in(mail).status_code == 200
    return clerk.client


def _sample(house: House, done: Sent, waiting: str) -> Sample:
    office = house.office
    group = house.group("営業部", mail_of(Role.VIEWER))
    folder = house.folder("賃貸借契約", {group: "viewer"})
    with office.opened.database.writing() as session:
        contract = session.scalars(select(Contract).where(Contract.public_id == done.contract)).one()
        tag = Tag(
            organization_id=contract.organization_id, name="更新", key="更新", created_at=now_of(session)
        )
        people = {role: _person(session.scalars(select(User)).all(), mail_of(role)) for role in Role}
        session.add(tag)
        for role in (Role.VIEWER, Role.APPROVER):
            session.add(
                ContractGrant(
                    organization_id=contract.organization_id,
                    contract_id=contract.id,
                    user_id=people[role].id,
                    level="viewer",
                )
            )
        made = {
            role: new_draft(session, Staff("", user, office.organization), DraftFacts(title="下書き"))
            for role, user in people.items()
        }
        item = RequiredDocument(
            organization_id=contract.organization_id,
            party_id=done.parties[0].id,
            position=1,
            title="住民票",
        )
        session.add(item)
        tokens = {role: new_api_token() for role in Role}
        for role, token in tokens.items():
            file_token(session, people[role], token_digest(token))
        session.flush()
        session.add(
            ContractTag(organization_id=contract.organization_id, tag_id=tag.id, contract_id=contract.id)
        )
        drafts = {role: row.public_id for role, row in made.items()}
    named = {
        "party": done.parties[0].public_id,
        "party_id": done.parties[0].public_id,
        "item": item.public_id,
    }
    words = {"name": "sign", "kind": "groups", "organization": office.organization.public_id}
    things = {
        "contracts": done.contract,
        **dict.fromkeys(WHILE_WAITING, waiting),
        "groups": group.public_id,
        "folders": folder.public_id,
        "tags": tag.public_id,
        "rights": people[Role.LEGAL].public_id,
        "users": people[Role.VIEWER].public_id,
        "office.text": "about",
        "office.save_text": "about",
        "folders.sheet_template": "groups",
    }
    return Sample(drafts, things, {**named, **words}, tokens)


def _person(people: Sequence[User], mail: str) -> User:
    return next(user for user in people if user.mail == mail)


def _hire_stranger(house: House) -> str:
    token = new_api_token()
    with house.office.opened.database.writing() as session:
        elsewhere = Organization(name="別の会社", created_at=now_of(session))
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
            created_at=now_of(session),
        )
        session.add(user)
        session.flush()
        file_token(session, user, token_digest(token))
    return token
