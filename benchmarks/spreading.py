"""What an archive of years looks like beside its words: days, owners, folders, tags, parties half way."""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from benchmarks.shelving import CHUNK, table_of
from contracts.stage import AWAITING_SIGNATURES, Progress, Stage
from database.contract import Contract
from database.engine import Database, now_of
from database.folders import ContractTag, Folder, FolderGrant, Group, GroupMember, Tag
from database.party import Party
from database.people import User
from database.statistics import gather_statistics
from database.tree import follow_tree

BEGAN = datetime(2018, 1, 1, tzinfo=UTC)
FOLDERS, TAGS, OWNERS, APPROVERS = 12, 20, 30, 10
OPEN_FOLDERS = 3
MINUTES = 40
STEPS = (Progress.ASKED, Progress.OPENED, Progress.ASKED, Progress.LOCKED)


def spread(database: Database, owner: User) -> User:
    """Spread the filed contracts; return somebody who is let into a quarter of the folders alone."""
    with database.writing() as session:
        folders, tags = _shelves(session, owner), _tags(session, owner)
        owners = [_person(session, owner, f"owner{n}", "legal") for n in range(OWNERS)]
        reader = _person(session, owner, "reader", "viewer")
        approvers = [_person(session, owner, f"approver{n}", "approver") for n in range(APPROVERS)]
        _let_in(session, owner, (reader, approvers[0], owners[0]), folders[:OPEN_FOLDERS])
        rows = session.execute(select(Contract.id, Contract.stage).order_by(Contract.id)).all()
        for at in range(0, len(rows), CHUNK):
            chunk = [(row[0], row[1]) for row in rows[at : at + CHUNK]]
            _spread_contracts(session, chunk, folders, owners)
            _spread_parties(session, chunk)
            _tag(session, owner, chunk, tags)
    gather_statistics(database)
    return reader


def _spread_contracts(
    session: Session, chunk: list[tuple[int, str]], folders: list[Folder], owners: list[User]
) -> None:
    table = table_of(Contract)
    change = update(table).where(table.c.id == bindparam("row"))
    session.connection().execute(
        change,
        [
            {
                "row": id_,
                "submitted_at": BEGAN + timedelta(minutes=MINUTES * id_),
                "changed_at": BEGAN + timedelta(minutes=MINUTES * id_, days=id_ % 90),
                "due": BEGAN + timedelta(minutes=MINUTES * id_, days=14)
                if stage in AWAITING_SIGNATURES
                else None,
                "concluded_at": BEGAN + timedelta(minutes=MINUTES * id_)
                if stage == Stage.CONCLUDED
                else None,
                "folder_id": folders[id_ % FOLDERS].id if id_ % 5 else None,
                "owner_id": owners[id_ % OWNERS].id,
            }
            for id_, stage in chunk
        ],
    )


def _spread_parties(session: Session, chunk: list[tuple[int, str]]) -> None:
    table = table_of(Party)
    change = update(table).where(table.c.contract_id == bindparam("row"))
    waiting = [id_ for id_, stage in chunk if stage in AWAITING_SIGNATURES]
    if waiting:
        session.connection().execute(
            change,
            [
                {
                    "row": id_,
                    "progress": STEPS[id_ % len(STEPS)],
                    "undelivered_at": BEGAN if id_ % 97 == 0 else None,
                }
                for id_ in waiting
            ],
        )


def _tag(session: Session, owner: User, chunk: list[tuple[int, str]], tags: list[Tag]) -> None:
    session.execute(
        insert(ContractTag),
        [
            {
                "tag_id": tags[(id_ // 4) % TAGS].id,
                "contract_id": id_,
                "organization_id": owner.organization_id,
            }
            for id_, _stage in chunk
            if id_ % 4 == 0
        ],
    )


def _shelves(session: Session, owner: User) -> list[Folder]:
    found = [
        Folder(organization_id=owner.organization_id, name=f"{n + 1}課", created_at=now_of(session))
        for n in range(FOLDERS)
    ]
    session.add_all(found)
    session.flush()
    return found


def _tags(session: Session, owner: User) -> list[Tag]:
    found = [
        Tag(organization_id=owner.organization_id, name=f"札{n}", key=f"札{n}", created_at=now_of(session))
        for n in range(TAGS)
    ]
    session.add_all(found)
    session.flush()
    return found


def _let_in(session: Session, owner: User, readers: Sequence[User], folders: list[Folder]) -> None:
    organization = owner.organization_id
    group = Group(organization_id=organization, name="営業", created_at=now_of(session))
    session.add(group)
    session.flush()
    session.add_all(
        GroupMember(group_id=group.id, user_id=one.id, organization_id=organization) for one in readers
    )
    session.add_all(
        FolderGrant(organization_id=organization, folder_id=one.id, group_id=group.id, level="viewer")
        for one in folders
    )
    follow_tree(session, organization)


def _person(session: Session, owner: User, name: str, role: str) -> User:
    mail = f"{name}-{uuid.uuid4().hex[:6]}@warifu.example"
    person = User(
        organization_id=owner.organization_id,
        mail=mail,
        mail_key=mail,
        name=name,
        role=role,
        password_hash="",
        must_change_password=False,
        failed_logins=0,
        created_at=now_of(session),
    )
    session.add(person)
    session.flush()
    return person
