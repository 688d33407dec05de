"""フラグ on a contract: put, reworded, taken off; each is told to the audit log (MK-11)."""

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from contracts.ledger import LONGEST_FLAG
from database.contract import Contract
from database.contract_flag import ContractFlag
from database.engine import now_of
from database.shelves.telling import By


def flag_of(session: Session, contract: Contract) -> ContractFlag | None:
    return flags_of(session, [contract.id]).get(contract.id)


def flags_of(session: Session, contracts: Collection[int]) -> Mapping[int, ContractFlag]:
    query = select(ContractFlag).where(ContractFlag.contract_id.in_(contracts))
    return {
        one.contract_id: one for one in session.scalars(query.options(joinedload(ContractFlag.changed_by)))
    }


def put_flag(session: Session, by: By, contract: Contract, note: str) -> None:
    """Flag the contract with this note of LONGEST_FLAG characters at most; the same again changes nothing."""
    if len(note) > LONGEST_FLAG:
        raise ValueError(note)
    flag = session.get(ContractFlag, contract.id)
    if flag is not None and flag.note == note:
        return
    if flag is None:
        flag = ContractFlag(contract_id=contract.id, organization_id=contract.organization_id)
    flag.note, flag.changed_by_id, flag.changed_at = note, by.staff.user.id, now_of(session)
    session.add(flag)
    by.tells(session, "contract_flagged", contract.public_id)


def take_flag_off(session: Session, by: By, contract: Contract) -> None:
    flag = session.get(ContractFlag, contract.id)
    if flag is not None:
        session.delete(flag)
        by.tells(session, "contract_unflagged", contract.public_id)
