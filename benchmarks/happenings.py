"""What has happened to an archive of years: its record, 親展, what is given by name, whose turn it is."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Insert, func, insert, select, update
from sqlalchemy.orm import Session

from benchmarks.shelving import CHUNK, table_of
from contracts.life import Life
from contracts.stage import AWAITING_SIGNATURES, Progress, Stage
from database.approval import ApprovalTurn
from database.contract import Contract
from database.engine import Database
from database.folders import ContractGrant, Group
from database.party import Party
from database.people import User
from database.record import ContractEvent
from database.statistics import gather_statistics

RARE: tuple[tuple[int, Stage, dict[str, Any]], ...] = (
    (0, Stage.AWAITING_APPROVAL, {}),
    (1, Stage.DRAFT, {"sequence": 0, "submitted_at": None, "number": None}),
    (2, Stage.SEALING, {}),
    (3, Stage.AWAITING_CONFIRMATION, {}),
)
"""What a part of those taken back is instead: of each eight, one."""
ALERTED = timedelta(days=60)
AGAIN = timedelta(days=5)


def happen(database: Database, owner: User, today: date) -> None:
    with database.writing() as session:
        _restage(session)
        _come_of_age(session, today)
        _keep_secret(session)
        session.flush()
        people = session.scalars(select(User).where(User.role == "legal").order_by(User.id)).all()
        approvers = session.scalars(select(User).where(User.role == "approver")).all()
        _give(session, owner.organization_id, people)
        _ask_approvers(session, owner.organization_id, approvers)
        _place_ourselves(session, owner.organization_id, people)
        _record(session, owner)
    gather_statistics(database)


def _restage(session: Session) -> None:
    for rest, stage, values in RARE:
        taken_back = Contract.stage == Stage.CANCELLED, _one_of(8, rest)
        session.execute(update(Contract).where(*taken_back).values(stage=stage, **values))


def _come_of_age(session: Session, today: date) -> None:
    is_over = Contract.life == Life.IN_FORCE, Contract.ends_on < today
    session.execute(update(Contract).where(*is_over).values(life=Life.ENDED))
    ends_soon = Contract.life == Life.IN_FORCE, Contract.ends_on <= today + ALERTED
    session.execute(update(Contract).where(*ends_soon).values(expiry_alerted_at=Contract.changed_at))


def _keep_secret(session: Session) -> None:
    session.execute(update(Contract).where(_one_of(50)).values(confidential=True))
    session.execute(update(Contract).where(_one_of(101)).values(own_access=True))


def _give(session: Session, organization: int, people: Sequence[User]) -> None:
    """One of 200 contracts is given to a person, one of 100 to a group."""
    group, last = session.scalars(select(Group.id)).first(), _last(session)
    to_people = [_grant(organization, id_, people[id_ % len(people)].id, None) for id_ in range(7, last, 200)]
    to_groups = [_grant(organization, id_, None, group) for id_ in range(9, last, 100)]
    _insert(session, insert(ContractGrant), [*to_people, *to_groups])


def _grant(organization: int, contract: int, user: int | None, group: int | None) -> dict[str, Any]:
    return {
        "organization_id": organization,
        "contract_id": contract,
        "user_id": user,
        "group_id": group,
        "level": "viewer",
    }


def _ask_approvers(session: Session, organization: int, approvers: Sequence[User]) -> None:
    """Every second contract that waits for approval has a route, and many had one."""
    waits = select(Contract.id, Contract.stage).where(_one_of(10), Contract.sequence > 0)
    turns = [
        {
            "contract_id": id_,
            "person": approvers[id_ // 10 % len(approvers)].public_id,
            "organization_id": organization,
            "is_open": stage == Stage.AWAITING_APPROVAL,
        }
        for id_, stage in session.execute(waits)
    ]
    _insert(session, insert(ApprovalTurn), turns)


def _place_ourselves(session: Session, organization: int, people: Sequence[User]) -> None:
    """In one contract of 20 one of us signs too."""
    last_party = session.scalar(select(func.max(Party.id))) or 0
    rows = session.execute(select(Contract.id, Contract.stage).where(_one_of(20))).all()
    stated = select(Party).where(Party.contract_id == select(func.min(Party.contract_id)).scalar_subquery())
    like = session.scalars(stated).first()
    kept = {one.name: getattr(like, one.name) for one in table_of(Party).columns}
    own = [
        {
            **kept,
            "id": last_party + at,
            "public_id": f"00000000-0000-4000-8000-{id_:012d}",
            "organization_id": organization,
            "contract_id": id_,
            "position": 2,
            "own": True,
            "name": people[id_ % len(people)].name,
            "mail": people[id_ % len(people)].mail,
            "progress": Progress.ASKED if stage in AWAITING_SIGNATURES else Progress.SIGNED,
        }
        for at, (id_, stage) in enumerate(rows, 1)
    ]
    _insert(session, insert(table_of(Party)), own)


def _record(session: Session, owner: User) -> None:
    """Every sent contract was submitted and its party asked; of those that wait, one of three again."""
    query = select(Contract.id, Contract.stage, Contract.submitted_at).where(Contract.sequence > 0)
    told = [
        _event(owner, id_, sequence, kind, at)
        for id_, stage, sent in session.execute(query)
        for sequence, (kind, at) in enumerate(_kinds(id_, stage, sent), 1)
    ]
    _insert(session, insert(ContractEvent), told)


def _kinds(id_: int, stage: str, sent: datetime | None) -> Iterator[tuple[str, datetime]]:
    if sent is None:
        return
    yield "contract_submitted", sent
    yield "party_invited", sent
    if stage in AWAITING_SIGNATURES and id_ % 3 == 0:
        yield "link_reissued", sent + AGAIN


def _event(owner: User, contract: int, sequence: int, kind: str, at: datetime) -> dict[str, Any]:
    return {
        "contract_id": contract,
        "sequence": sequence,
        "organization_id": owner.organization_id,
        "epoch": 1,
        "kind": kind,
        "version": 1,
        "facts": f'{{"origin": {{"actor": "{owner.public_id}"}}}}',
        "at": at.isoformat(),
        "key": f"{contract}-{sequence}",
        "previous": "",
        "digest": "",
    }


def _insert(session: Session, into: Insert, rows: Sequence[dict[str, Any]]) -> None:
    for at in range(0, len(rows), CHUNK):
        session.execute(into, rows[at : at + CHUNK])


def _one_of(count: int, rest: int = 3) -> ColumnElement[bool]:
    return Contract.id % count == rest


def _last(session: Session) -> int:
    return session.scalar(select(func.max(Contract.id))) or 0
