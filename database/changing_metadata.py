"""The one door through which 契約情報 changes: value, history, audit, search in one transaction (LW-22)."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from contracts.custom_values import CustomValue, spelled_values, values_from
from contracts.event_table import canonical
from contracts.metadata import (
    NO,
    OWN_ITEM,
    YES,
    Item,
    Source,
    ValueChangedMeanwhile,
    amount_from,
    amount_spelled,
)
from contracts.money import Money
from contracts.preset_spelling import preset_from
from contracts.type_preset import CustomField
from database.answering_proposals import settle_by_hand
from database.audit import Told, append_audit
from database.contract import Contract
from database.engine import now_of
from database.imported_names import READ as READ_NAMES
from database.imported_names import SET as SET_NAMES
from database.metadata_change import MetadataChange
from database.people import User
from database.searchable import make_searchable
from database.term_items import READ, SET, follow_terms


@dataclass(frozen=True, slots=True)
class Why:
    """Who changes it (None: the calendar), where the values come from, and the reason in their words.

    `seen` are values the person had before their eyes: where another stands now, nothing is changed.
    """

    by: User | None
    source: Source
    reason: str = ""
    seen: Mapping[str, str] = field(default_factory=dict)


def own_items(contract: Contract) -> Sequence[CustomField]:
    """Return the items of the contract's 契約種別 that are in use (MK-04)."""
    return preset_from(contract.type.preset).items if contract.type else ()


def value_in(contract: Contract, item: str) -> str:
    """Return the value as `contracts.metadata` spells it, empty for none."""
    if item.startswith(OWN_ITEM):
        code = item.removeprefix(OWN_ITEM)
        return next((one.value for one in values_from(contract.custom_values) if one.code == code), "")
    return _READ[item](contract)


def change_metadata(
    session: Session, contract: Contract, values: Mapping[str, str], why: Why
) -> Sequence[MetadataChange]:
    """Set each item to what `contracts.metadata.value_from` returned; what is so already leaves no trace.

    Raises ValueChangedMeanwhile, and then nothing is changed. The caller has asked who may.
    """
    session.flush()
    session.refresh(contract, with_for_update=True)
    _refuse_unseen(contract, why.seen)
    changed = [
        (item, was, value) for item, value in values.items() if (was := value_in(contract, item)) != value
    ]
    if not changed:
        return ()
    for item, _was, value in changed:
        _set(contract, item, value)
    follow_terms(contract, [item for item, _was, _value in changed])
    now = now_of(session)
    rows = [_row(contract, one, why, now) for one in changed]
    session.add_all(rows)
    session.flush()
    _tell(session, contract, rows, why)
    if why.source is not Source.READING:
        settle_by_hand(session, contract, [row.item for row in rows], own_items(contract), why.by)
    make_searchable(session, contract)
    return rows


def digest_of(rows: Sequence[MetadataChange]) -> str:
    """Return the SHA-256 of the rows of one act, in their order: what the audit log holds of them."""
    facts = [[row.public_id, row.item, row.was, row.became, row.source, row.reason] for row in rows]
    return hashlib.sha256(canonical(facts).encode()).hexdigest()


def _refuse_unseen(contract: Contract, seen: Mapping[str, str]) -> None:
    for item, value in seen.items():
        now = value_in(contract, item)
        if now != value:
            raise ValueChangedMeanwhile(item=item, value=now)


def _row(contract: Contract, change: tuple[str, str, str], why: Why, now: datetime) -> MetadataChange:
    item, was, became = change
    return MetadataChange(
        organization_id=contract.organization_id,
        contract_id=contract.id,
        item=item,
        was=was,
        became=became,
        source=why.source.value,
        reason=why.reason,
        by_id=why.by.id if why.by else None,
        at=now,
    )


def _tell(session: Session, contract: Contract, rows: Sequence[MetadataChange], why: Why) -> None:
    actor = why.by.public_id if why.by else "engine"
    facts: dict[str, str | int] = {
        "items": " ".join(row.item for row in rows),
        "source": why.source.value,
        "digest": digest_of(rows),
    }
    told = Told("metadata_changed", actor, contract.public_id, facts)
    append_audit(session, contract.organization_id, told, rows[0].at)


def _set(contract: Contract, item: str, value: str) -> None:
    if item.startswith(OWN_ITEM):
        _set_own(contract, item.removeprefix(OWN_ITEM), value)
        return
    _SET[item](contract, value)


def _set_own(contract: Contract, code: str, value: str) -> None:
    kept = values_from(contract.custom_values)
    if any(one.code == code for one in kept):
        found = tuple(replace(one, value=value) if one.code == code else one for one in kept)
    else:
        [item] = [one for one in own_items(contract) if one.code == code]
        found = (*kept, CustomValue(code, item.label, item.kind, value))
    contract.custom_values = spelled_values(found)


def _amount(contract: Contract) -> str:
    money = None
    if contract.amount is not None:
        money = Money(contract.amount, contract.currency, contract.amount_tax)
    return amount_spelled(contract.amount_state, money)


def _set_amount(contract: Contract, value: str) -> None:
    contract.amount_state, money = amount_from(value)
    contract.amount = money.amount if money else None
    if money:
        contract.currency, contract.amount_tax = money.currency, money.tax or contract.amount_tax


def _day(value: str) -> date | None:
    return date.fromisoformat(value) if value else None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _set_agreed_on(contract: Contract, value: str) -> None:
    contract.agreed_on = _day(value)


def _set_starts_on(contract: Contract, value: str) -> None:
    contract.starts_on = _day(value)


def _set_ends_on(contract: Contract, value: str) -> None:
    contract.ends_on = _day(value)


def _set_open_ended(contract: Contract, value: str) -> None:
    contract.open_ended = value == YES


def _set_memo(contract: Contract, value: str) -> None:
    contract.memo = value


def _set_kept_as(contract: Contract, value: str) -> None:
    contract.kept_as = value


def _set_stored_at(contract: Contract, value: str) -> None:
    contract.stored_at = value


def _set_box(contract: Contract, value: str) -> None:
    contract.box = value


_READ: Mapping[str, Callable[[Contract], str]] = {
    **READ,
    **READ_NAMES,
    Item.AGREED_ON: lambda one: _iso(one.agreed_on),
    Item.STARTS_ON: lambda one: _iso(one.starts_on),
    Item.ENDS_ON: lambda one: _iso(one.ends_on),
    Item.OPEN_ENDED: lambda one: YES if one.open_ended else NO,
    Item.AMOUNT: _amount,
    Item.MEMO: lambda one: one.memo,
    Item.KEPT_AS: lambda one: one.kept_as,
    Item.STORED_AT: lambda one: one.stored_at,
    Item.BOX: lambda one: one.box,
}
_SET: Mapping[str, Callable[[Contract, str], None]] = {
    **SET,
    **SET_NAMES,
    Item.AGREED_ON: _set_agreed_on,
    Item.STARTS_ON: _set_starts_on,
    Item.ENDS_ON: _set_ends_on,
    Item.OPEN_ENDED: _set_open_ended,
    Item.AMOUNT: _set_amount,
    Item.MEMO: _set_memo,
    Item.KEPT_AS: _set_kept_as,
    Item.STORED_AT: _set_stored_at,
    Item.BOX: _set_box,
}
