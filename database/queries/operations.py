"""What whoever runs the installation watches: counts without a name, an address or an id."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, distinct, func, select
from sqlalchemy.orm import Session

from contracts.effects import EffectKind, Lane
from contracts.stage import ENDED, Stage
from database.archival import Preservation
from database.contract import Contract
from database.engine import now_of
from database.party import Party
from database.queries.anchors import unanchored_seconds
from database.queries.unstamped import TOKENED, is_any_late
from database.record import ContractEvent, EffectRow


@dataclass(frozen=True, slots=True)
class Operations:
    """`oldest` is the age in seconds of the oldest thing owed in each lane, 0 when nothing is."""

    contracts: Mapping[str, int]
    frozen: int
    awaiting_timestamp: int
    timestamps_late: bool
    not_indexed: int
    undelivered: int
    unanchored: float
    renewals_failing: int
    owed: Mapping[EffectKind, int]
    oldest: Mapping[Lane, float]


def operations(session: Session) -> Operations:
    owed, oldest = _owed(session)
    return Operations(
        contracts=_by_stage(session),
        frozen=_count(session, Contract.frozen_at.is_not(None)),
        awaiting_timestamp=_awaiting_timestamp(session),
        timestamps_late=is_any_late(session),
        not_indexed=_count(session, Contract.rev > Contract.indexed_rev),
        undelivered=_undelivered(session),
        unanchored=unanchored_seconds(session),
        renewals_failing=_renewals_failing(session),
        owed=owed,
        oldest=oldest,
    )


def _by_stage(session: Session) -> dict[str, int]:
    rows = session.execute(select(Contract.stage, func.count()).group_by(Contract.stage))
    return dict.fromkeys([stage.value for stage in Stage], 0) | {row[0]: row[1] for row in rows}


def _count(session: Session, condition: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(Contract).where(condition)) or 0


def _awaiting_timestamp(session: Session) -> int:
    query = select(func.count(distinct(EffectRow.contract_id)))
    return session.scalar(query.where(EffectRow.done_at.is_(None), EffectRow.kind.in_(TOKENED))) or 0


def _undelivered(session: Session) -> int:
    query = select(func.count()).select_from(Party).join(Contract, Contract.id == Party.contract_id)
    return session.scalar(query.where(Party.undelivered_at.is_not(None), Contract.stage.not_in(ENDED))) or 0


def _renewals_failing(session: Session) -> int:
    query = select(func.count()).select_from(Preservation).where(Preservation.failing_since.is_not(None))
    return session.scalar(query) or 0


def _owed(session: Session) -> tuple[dict[EffectKind, int], dict[Lane, float]]:
    """An effect is as old as the event that owes it."""
    its_event = (ContractEvent.contract_id == EffectRow.contract_id) & (
        ContractEvent.sequence == EffectRow.sequence
    )
    query = (
        select(EffectRow.kind, func.count(), func.min(ContractEvent.at))
        .join(ContractEvent, its_event)
        .where(EffectRow.done_at.is_(None))
        .group_by(EffectRow.kind)
    )
    now, owed, oldest = now_of(session), Counter[EffectKind](), dict.fromkeys(Lane, 0.0)
    for name, count, since in session.execute(query):
        kind = EffectKind(name)
        owed[kind] = count
        age = (now - datetime.fromisoformat(since)).total_seconds()
        oldest[kind.lane] = max(oldest[kind.lane], age)
    return {kind: owed[kind] for kind in EffectKind}, oldest
