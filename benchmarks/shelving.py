"""Filling a database with the archive, many rows at a time."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Table, func, insert, select
from sqlalchemy.orm import Session

from benchmarks.copying import copy_in, indexed_afterwards
from benchmarks.corpus import Filed
from contracts.finding import FOLDING_VERSION, company_key
from database.contract import Contract
from database.contract_type import ContractType
from database.engine import Database, now_of
from database.party import Party
from database.people import Organization, User
from database.seed import seed_contract_types
from database.statistics import gather_statistics

CHUNK = 5000
BEGUN = datetime(2024, 1, 1, tzinfo=UTC)
"""From then on one contract a minute was filed: no two were changed at the same moment."""


def employer(database: Database) -> User:
    """Return the owner of the archive, in an organisation made for it where there is none."""
    with database.writing() as session:
        organization = session.scalars(select(Organization)).first() or _organization(session)
        owner = session.scalars(select(User).where(User.role == "administrator")).first()
        return owner or _owner(session, organization)


def shelve(database: Database, owner: User, archive: Iterable[Filed]) -> int:
    """File every contract with its counterparty, ready to be found; return how many."""
    rest, count = iter(archive), 0
    with indexed_afterwards(database):
        while chunk := list(islice(rest, CHUNK)):
            with database.writing() as session:
                _file(session, owner, chunk)
            count += len(chunk)
    gather_statistics(database)
    return count


def _file(session: Session, owner: User, chunk: Sequence[Filed]) -> None:
    last = session.scalar(select(func.max(Contract.id))) or 0
    last_party = session.scalar(select(func.max(Party.id))) or 0
    kind = session.scalars(select(ContractType.id).limit(1)).one()
    numbered = list(enumerate(chunk, last + 1))
    contracts = [_contract(owner, kind, BEGUN + timedelta(minutes=one[0]), *one) for one in numbered]
    parties = [_party(owner, last_party + id_ - last, id_, filed) for id_, filed in numbered]
    if session.get_bind().dialect.name == "postgresql":
        copy_in(session, contracts, parties)
        return
    session.execute(insert(table_of(Contract)), contracts)
    session.execute(insert(table_of(Party)), parties)


def _contract(owner: User, kind: int, now: datetime, id_: int, filed: Filed) -> dict[str, Any]:
    return {
        "id": id_,
        "public_id": filed.public_id,
        "organization_id": owner.organization_id,
        "type_id": kind,
        "owner_id": owner.id,
        "number": filed.number,
        "title": filed.title,
        "standing": "sender_agrees",
        "memo": filed.memo,
        "starts_on": filed.starts_on,
        "ends_on": filed.ends_on,
        "amount": filed.amount,
        "currency": "JPY",
        "amount_state": "stated",
        "stage": filed.stage,
        "round": 1,
        "sent_digest": "",
        "epoch": 1,
        "sequence": 1,
        "head": "",
        "rev": 1,
        "indexed_rev": 1,
        "created_at": now,
        "changed_at": now,
        "submitted_at": now,
        "life": "in_force" if filed.stage == "concluded" else "unknown",
        "search_text": filed.text(owner.name),
        "search_counterparties": filed.counterparties(),
        "search_version": FOLDING_VERSION,
    }


def _party(owner: User, id_: int, contract: int, filed: Filed) -> dict[str, Any]:
    return {
        "id": id_,
        "public_id": f"{filed.public_id[:-1]}p",
        "organization_id": owner.organization_id,
        "contract_id": contract,
        "position": 1,
        "ordering": 1,
        "role": "相手方",
        "kind": "corporate_informal",
        "company": filed.company,
        "name": filed.person,
        "mail": filed.mail,
        "language": "ja",
        "own": False,
        "signs": True,
        "imprint": True,
        "access_code_hash": "",
        "access_code_hint": "",
        "code_tries": 0,
        "progress": "signed",
        "company_key": company_key(filed.company or filed.person),
    }


def table_of(row: type[Contract | Party]) -> Table:
    table = row.__table__
    if not isinstance(table, Table):
        raise TypeError(table)
    return table


def _organization(session: Session) -> Organization:
    organization = Organization(name="株式会社サンプル", created_at=now_of(session))
    session.add(organization)
    session.flush()
    seed_contract_types(session, organization)
    return organization


def _owner(session: Session, organization: Organization) -> User:
    owner = User(
        organization_id=organization.id,
        mail="owner@warifu.example",
        mail_key="owner@warifu.example",
        name="高橋 真由美",
        role="administrator",
        password_hash="",
        must_change_password=False,
        failed_logins=0,
        created_at=now_of(session),
    )
    session.add(owner)
    session.flush()
    return owner
