"""契約種別 as an administrator changes them: every change is told to the audit log (IM-19)."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contracts.preset_spelling import preset_from, spelled_preset
from contracts.type_preset import TypePreset
from database.audit import Told, append_audit
from database.contract_type import ContractType
from database.engine import now_of
from database.people import User
from database.queries.types import contract_types, type_with_code


@dataclass(frozen=True, slots=True)
class TypeFacts:
    name: str
    needs_approval: bool
    edelivery: str
    preset: TypePreset
    retention_years: int | None = None


def own_type(session: Session, organization_id: int, public_id: str) -> ContractType | None:
    query = select(ContractType).where(
        ContractType.organization_id == organization_id, ContractType.public_id == public_id
    )
    return session.scalars(query).first()


def is_name_taken(session: Session, organization_id: int, name: str, but: ContractType | None) -> bool:
    kinds = contract_types(session, organization_id)
    return any(one.name == name and (but is None or one.id != but.id) for one in kinds)


def add_type(session: Session, user: User, code: str, facts: TypeFacts) -> ContractType:
    """Add a type behind all others; the same code again returns the one that was added."""
    known = type_with_code(session, user.organization_id, code)
    if known is not None:
        return known
    last = session.scalar(
        select(func.max(ContractType.position)).where(ContractType.organization_id == user.organization_id)
    )
    kind = ContractType(organization_id=user.organization_id, code=code, position=(last or 0) + 1)
    _take(kind, facts)
    session.add(kind)
    session.flush()
    _tell(session, user, kind, "contract_type_added")
    return kind


def change_type(session: Session, user: User, kind: ContractType, facts: TypeFacts) -> bool:
    """Return whether anything is different now."""
    held = TypeFacts(
        kind.name, kind.needs_approval, kind.edelivery, preset_from(kind.preset), kind.retention_years
    )
    if held == facts:
        return False
    _take(kind, facts)
    _tell(session, user, kind, "contract_type_changed", **_years_changed(held, facts))
    return True


def move_type(session: Session, user: User, kind: ContractType, by: int) -> None:
    """Move the type up (-1) or down (1); at an end nothing moves."""
    kinds = list(contract_types(session, user.organization_id))
    before = kinds.index(kind)
    place = min(max(before + by, 0), len(kinds) - 1)
    if place == before:
        return
    kinds.insert(place, kinds.pop(before))
    for position, one in enumerate(kinds, start=1):
        one.position = position
    _tell(session, user, kind, "contract_type_moved")


def hide_type(session: Session, user: User, kind: ContractType, *, hidden: bool) -> None:
    """Stop offering a type, or offer it again; contracts that have it keep it."""
    if (kind.hidden_at is not None) == hidden:
        return
    kind.hidden_at = now_of(session) if hidden else None
    _tell(session, user, kind, "contract_type_hidden" if hidden else "contract_type_offered")


def _take(kind: ContractType, facts: TypeFacts) -> None:
    kind.name, kind.needs_approval, kind.edelivery = facts.name, facts.needs_approval, facts.edelivery
    kind.preset, kind.retention_years = spelled_preset(facts.preset), facts.retention_years


def _years_changed(held: TypeFacts, facts: TypeFacts) -> dict[str, int]:
    """What may shorten the keeping of contracts is told with both numbers, 0: the organisation's (LW-26)."""
    if held.retention_years == facts.retention_years:
        return {}
    return {"years_before": held.retention_years or 0, "years": facts.retention_years or 0}


def _tell(session: Session, user: User, kind: ContractType, code: str, **more: int) -> None:
    told = Told(code, user.public_id, kind.public_id, {"name": kind.name, **more})
    append_audit(session, user.organization_id, told, now_of(session))
