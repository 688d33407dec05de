"""保存期限 on the page of a contract: until when it is kept, by which rules, under which holds (LW-26)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import LazyString
from sqlalchemy.orm import Session

from contracts.life import civil_day
from contracts.retention import Ground, Kept
from contracts.roles import Permission
from contracts.stage import STANDING
from database.contract import Contract
from database.engine import now_of
from database.legal_hold import LegalHold
from database.queries.holds import holds_over
from database.queries.retention import kept_until
from database.sessions import Staff
from webapp.texts.retention import GROUNDS, kept_sentence


@dataclass(frozen=True, slots=True)
class RetentionCard:
    """`days` are what each rule says, the deciding one first; `holds` None for who may not know of them."""

    sentence: str
    days: Sequence[tuple[LazyString, date]]
    kept: Kept
    holds: Sequence[LegalHold] | None
    lacks_end: bool

    @property
    def is_held(self) -> bool:
        return bool(self.kept.holds)


def retention_card(session: Session, person: Staff, contract: Contract) -> RetentionCard:
    """The name of a matter may tell of a quarrel: only who may hold reads it."""
    kept = kept_until(session, contract)
    return RetentionCard(
        kept_sentence(kept, is_over=kept.has_ended(civil_day(now_of(session)))),
        [(GROUNDS[ground], day) for ground, day in kept.days],
        kept,
        holds_over(session, contract) if person.may(Permission.HOLD) else None,
        lacks_end=Ground.NO_END in kept.grounds and contract.stage in STANDING,
    )
