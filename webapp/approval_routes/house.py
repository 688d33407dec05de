"""What the forms of a route are chosen from: types, people, approvers and departments of the organisation."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from database.contract_type import ContractType
from database.folders import Group
from database.people import User
from database.queries.approvers import approvers_of
from database.queries.colleagues import colleagues_of
from database.queries.types import contract_types


@dataclass(frozen=True, slots=True)
class House:
    types: Sequence[ContractType]
    people: Sequence[User]
    approvers: Sequence[User]
    departments: Sequence[str]

    def type_with(self, public_id: str) -> ContractType | None:
        return next((one for one in self.types if one.public_id == public_id), None)

    def person_with(self, public_id: str) -> User | None:
        return next((one for one in self.people if one.public_id == public_id), None)


def house_of(session: Session, organization_id: int) -> House:
    groups = select(Group.name).where(Group.organization_id == organization_id).order_by(Group.name)
    return House(
        contract_types(session, organization_id),
        colleagues_of(session, organization_id),
        approvers_of(session, organization_id),
        session.scalars(groups).all(),
    )
