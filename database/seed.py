"""What a new organisation starts with: the 契約種別 of the lease guides (IM-19, CF-14) and the usual ones."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.preset_spelling import spelled_preset
from contracts.usual_types import USUAL
from database.contract_type import ContractType
from database.people import Organization


@dataclass(frozen=True, slots=True)
class TypeSeed:
    code: str
    name: str
    needs_approval: bool = False
    edelivery: str = ""


TYPES = (
    TypeSeed("lease_guarantor", "賃貸契約書（連帯保証人あり）", edelivery="article37"),
    TypeSeed("lease", "賃貸契約書（連帯保証人なし）", edelivery="article37"),
    TypeSeed("renewal", "更新・駐車場・マンスリーマンション・家賃保証などの契約書"),
    TypeSeed("nda", "秘密保持契約書（NDA）"),
    TypeSeed("services", "業務委託契約書", needs_approval=True),
    TypeSeed("sale", "売買契約書", needs_approval=True),
    TypeSeed("construction", "工事請負契約書", needs_approval=True, edelivery="construction"),
    TypeSeed("employment", "雇用契約書", edelivery="labour"),
    TypeSeed("other", "管理委託契約や工事契約などの上記以外の契約書"),
)


def seed_contract_types(session: Session, organization: Organization) -> None:
    """Add the types that `organization` lacks; one it has renamed keeps its name."""
    query = select(ContractType.code).where(ContractType.organization_id == organization.id)
    known = set(session.scalars(query))
    session.add_all(
        ContractType(
            organization_id=organization.id,
            code=seed.code,
            name=seed.name,
            position=position,
            needs_approval=seed.needs_approval,
            edelivery=seed.edelivery,
            preset=spelled_preset(USUAL[seed.code]),
        )
        for position, seed in enumerate(TYPES, start=1)
        if seed.code not in known
    )
    session.flush()
