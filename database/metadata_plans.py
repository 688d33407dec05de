"""Plans of changes to 契約情報: laid out, agreed to, carried out in parts, turned back (MK-07, MK-21)."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, joinedload

from contracts.access import Level
from contracts.ledger import require_sensible
from contracts.ledger_sheet import SheetFault, faults_spelled
from contracts.metadata import OWN_ITEM, Item, Source, ValueChangedMeanwhile, ValueUnreadable
from contracts.roles import Permission
from database.changing_metadata import Why, change_metadata, own_items, value_in
from database.contract import Contract
from database.engine import now_of
from database.metadata_plan import MetadataPlan, MetadataPlanRow
from database.queries.reaching import reaches
from database.shelves.telling import By

PLANS = uuid.UUID("7d3a0c52-9d0e-4b7e-8f56-0a4a7f0f7c41")
KEPT_UNUSED = timedelta(days=1)
AGREED, TOLD = "metadata_plan_agreed", "metadata_plan_carried_out"
DONE, CONFLICT, CONTRADICTS, NOT_ALLOWED = "done", "conflict", "contradicts", "not_allowed"
GONE = "item_gone"
Changes = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Planned:
    """What becomes of one contract: item to [was, becomes]; `number` is the row it comes from."""

    number: int
    contract: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class Draft:
    """What a plan is made of; `key` makes the same plan once."""

    key: str
    source: Source
    name: str
    digest: str
    rows: Sequence[Planned]
    faults: Sequence[SheetFault]
    unchanged: int


def lay_out(session: Session, by: By, draft: Draft) -> MetadataPlan:
    """Keep what would be done, for whoever made it alone; those never agreed to are let go after a day."""
    public_id = str(uuid.uuid5(PLANS, f"{by.staff.user.public_id}|{draft.key}"))
    known = plan_of(session, by, public_id)
    if known is not None:
        return known
    _let_go(session, by)
    plan = MetadataPlan(
        public_id=public_id,
        organization_id=by.organization_id,
        created_by_id=by.staff.user.id,
        source=draft.source.value,
        name=draft.name[:200],
        digest=draft.digest,
        reason="",
        faults=faults_spelled(draft.faults),
        unchanged=draft.unchanged,
        created_at=now_of(session),
    )
    session.add(plan)
    session.flush()
    session.add_all(
        MetadataPlanRow(
            organization_id=by.organization_id,
            plan_id=plan.id,
            number=one.number,
            contract_id=one.contract,
            changes=json.dumps(one.changes, ensure_ascii=False),
        )
        for one in draft.rows
    )
    session.flush()
    return plan


def plan_of(session: Session, by: By, public_id: str) -> MetadataPlan | None:
    query = select(MetadataPlan).where(
        MetadataPlan.public_id == public_id, MetadataPlan.created_by_id == by.staff.user.id
    )
    return session.scalars(query).first()


def unfinished(session: Session, by: By) -> Sequence[MetadataPlan]:
    """Return the person's plans that were begun and not carried through."""
    query = select(MetadataPlan).where(
        MetadataPlan.created_by_id == by.staff.user.id,
        MetadataPlan.begun_at.is_not(None),
        MetadataPlan.ended_at.is_(None),
    )
    return session.scalars(query.order_by(MetadataPlan.id)).all()


def counts_of(session: Session, plan: MetadataPlan) -> dict[str, int]:
    """Return how many rows came to what; "" is still to do."""
    query = select(MetadataPlanRow.outcome, func.count()).where(MetadataPlanRow.plan_id == plan.id)
    rows = session.execute(query.group_by(MetadataPlanRow.outcome))
    return {row[0]: row[1] for row in rows}


def rows_of_plan(session: Session, plan: MetadataPlan, page: int, size: int) -> Sequence[MetadataPlanRow]:
    """Return one page of rows, those that were not carried out first."""
    query = select(MetadataPlanRow).where(MetadataPlanRow.plan_id == plan.id)
    ordered = query.order_by(MetadataPlanRow.outcome.in_((DONE, "")), MetadataPlanRow.number)
    contract = joinedload(MetadataPlanRow.contract).joinedload(Contract.type)
    return session.scalars(ordered.offset((page - 1) * size).limit(size).options(contract)).all()


def begin(session: Session, by: By, plan: MetadataPlan, reason: str) -> None:
    """Say yes to the plan; the reason stands in the history of every value. Again, it changes nothing."""
    if plan.begun_at is None:
        plan.begun_at, plan.reason, plan.address = now_of(session), reason, by.address
        rows = counts_of(session, plan).get("", 0)
        by.tells(session, AGREED, plan.public_id, rows=rows, source=plan.source)


def carry_on(session: Session, by: By, plan: MetadataPlan, most: int) -> int:
    """Do the next `most` rows in this transaction and return how many are left; rows done stay done."""
    session.refresh(plan, with_for_update=True)
    if plan.begun_at is None or plan.ended_at is not None:
        return 0
    query = select(MetadataPlanRow).where(MetadataPlanRow.plan_id == plan.id, MetadataPlanRow.outcome == "")
    rows = session.scalars(query.order_by(MetadataPlanRow.id).limit(most + 1)).all()
    for row in rows[:most]:
        row.outcome = _done(session, by, plan, row)
    session.flush()
    if len(rows) <= most:
        plan.ended_at = now_of(session)
        counts = counts_of(session, plan)
        done, rows_told = counts.get(DONE, 0), sum(counts.values())
        by.tells(session, TOLD, plan.public_id, done=done, rows=rows_told, source=plan.source)
        return 0
    return counts_of(session, plan).get("", 0)


def turned_back(session: Session, plan: MetadataPlan) -> list[Planned]:
    """Return what would undo the plan: of the rows that were carried out, each value back again."""
    query = select(MetadataPlanRow).where(MetadataPlanRow.plan_id == plan.id, MetadataPlanRow.outcome == DONE)
    return [
        Planned(
            row.number, row.contract_id, {item: (now, was) for item, (was, now) in changes_in(row).items()}
        )
        for row in session.scalars(query.order_by(MetadataPlanRow.id))
    ]


def changes_in(row: MetadataPlanRow) -> dict[str, tuple[str, str]]:
    return {item: (was, becomes) for item, (was, becomes) in json.loads(row.changes).items()}


def as_it_will_stand(contract: Contract, values: Mapping[str, str]) -> dict[str, str]:
    """Return the days that must fit each other, with `values` in their places."""
    kept = {
        item.value: value_in(contract, item.value) for item in (Item.STARTS_ON, Item.ENDS_ON, Item.OPEN_ENDED)
    }
    return {**kept, **values}


def _done(session: Session, by: By, plan: MetadataPlan, row: MetadataPlanRow) -> str:
    editable = select(Contract).where(
        Contract.id == row.contract_id, reaches(by.staff, Level.EDITOR), Contract.sequence > 0
    )
    may = by.staff.may(Permission.FILE) and by.staff.user.disabled_at is None
    contract = session.scalars(editable).first() if may else None
    if contract is None:
        return NOT_ALLOWED
    changes = changes_in(row)
    if _asks_what_is_gone(contract, changes):
        return GONE
    values = {item: becomes for item, (_was, becomes) in changes.items()}
    why = Why(
        by.staff.user, Source(plan.source), plan.reason, {item: was for item, (was, _) in changes.items()}
    )
    try:
        require_sensible(as_it_will_stand(contract, values))
        change_metadata(session, contract, values, why)
    except ValueChangedMeanwhile:
        return CONFLICT
    except ValueUnreadable:
        return CONTRADICTS
    return DONE


def _asks_what_is_gone(contract: Contract, changes: Changes) -> bool:
    """Tell whether an own item was taken out of use, or the 契約種別 changed, since the plan was laid out."""
    held = {f"{OWN_ITEM}{one.code}" for one in own_items(contract)}
    return any(item.startswith(OWN_ITEM) and item not in held for item in changes)


def _let_go(session: Session, by: By) -> None:
    """Plans that were only looked at hold copies of what contracts say; nobody needs them for long."""
    unused = select(MetadataPlan.id).where(
        MetadataPlan.created_by_id == by.staff.user.id,
        MetadataPlan.begun_at.is_(None),
        MetadataPlan.created_at < now_of(session) - KEPT_UNUSED,
    )
    session.execute(delete(MetadataPlanRow).where(MetadataPlanRow.plan_id.in_(unused)))
    session.execute(delete(MetadataPlan).where(MetadataPlan.id.in_(unused)))
