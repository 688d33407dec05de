"""What a party's session has proved, when, and whether it was registered in that very session (LW-04)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.authentication import Factor, linked_by
from database.engine import now_of
from database.factors import PassedFactor
from database.party import Party
from database.people import PartySession


@dataclass(frozen=True, slots=True)
class Passed:
    factor: str
    at: datetime
    is_new: bool = False


def record_factor(session: Session, visitor: PartySession, factor: Factor, *, is_new: bool = False) -> None:
    """Append that `visitor` has passed `factor` now; the first time is what counts."""
    known = select(PassedFactor.id).where(
        PassedFactor.session_id == visitor.id, PassedFactor.factor == factor.value
    )
    if session.scalars(known).first() is not None:
        return
    session.add(
        PassedFactor(
            organization_id=visitor.organization_id,
            session_id=visitor.id,
            factor=factor.value,
            passed_at=now_of(session),
            is_new=is_new,
        )
    )


def factors_passed(session: Session, visitor: PartySession, party: Party) -> Sequence[Passed]:
    """Return the factors of one session in the order in which they were passed.

    A session from before there were rows has passed its link, and the code if `code_passed_at` says so.
    """
    query = (
        select(PassedFactor)
        .where(PassedFactor.session_id == visitor.id)
        .order_by(PassedFactor.passed_at, PassedFactor.id)
    )
    rows = [Passed(row.factor, row.passed_at, row.is_new) for row in session.scalars(query)]
    return rows or _of_an_older_session(visitor, party)


def _of_an_older_session(visitor: PartySession, party: Party) -> list[Passed]:
    found = [Passed(linked_by(mail=bool(party.mail)), visitor.created_at)]
    if visitor.code_passed_at is not None:
        found.append(Passed(Factor.ACCESS_CODE, visitor.code_passed_at))
    return found
