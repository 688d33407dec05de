"""What stands in the cells of 契約台帳, read for one page at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.access import Level
from contracts.ledger import needs_reason
from contracts.life import civil_day
from contracts.metadata import OWN_ITEM
from contracts.retention import Kept
from contracts.roles import Permission
from contracts.type_preset import CustomField
from database.changing_metadata import own_items, value_in
from database.contract import Contract
from database.contract_flag import ContractFlag
from database.flags import flags_of
from database.queries.folders import FolderLine
from database.queries.ledger_facts import LedgerFacts, ledger_facts
from database.queries.reaching import reaches
from database.queries.retention import kept_of
from webapp.access.staff import staff
from webapp.management.ledger.columns import LedgerColumn
from webapp.management.lines import Beside, beside
from webapp.management.others import others
from webapp.texts.dates import table_date
from webapp.texts.lives import life_label
from webapp.texts.metadata import item_choices, item_kind, item_label, item_shown, item_typed
from webapp.texts.names import listed
from webapp.texts.retention import kept_word
from webapp.texts.stages import stage_label


@dataclass(frozen=True, slots=True)
class Cell:
    """`shown` are words; of an item that may be changed here `kind` says how, `typed` stands in its field."""

    key: str
    label: str
    shown: str
    kind: str = ""
    value: str = ""
    typed: str = ""
    choices: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class LedgerRow:
    contract: Contract
    flag: ContractFlag | None
    cells: Sequence[Cell]
    may_change: bool
    needs_reason: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What the computed columns read."""

    beside: Beside
    facts: Mapping[int, LedgerFacts]
    kept: Mapping[int, Kept]


def ledger_rows(
    session: Session,
    contracts: Sequence[Contract],
    columns: Sequence[LedgerColumn],
    folders: Sequence[FolderLine],
) -> list[LedgerRow]:
    keys = [one.key for one in columns]
    kept = kept_of(session, contracts) if "retain_until" in keys else {}
    known = Known(beside(session, contracts, keys, folders), ledger_facts(session, contracts), kept)
    ids = [one.id for one in contracts]
    flags, changeable = flags_of(session, ids), changeable_among(session, ids)
    return [
        LedgerRow(
            one,
            flags.get(one.id),
            _cells(one, columns, known, may_change=one.id in changeable),
            one.id in changeable,
            needs_reason(one.stage),
        )
        for one in contracts
    ]


def changeable_among(session: Session, ids: Collection[int]) -> frozenset[int]:
    """Return those that were sent and are open to the person as 編集者."""
    if not staff().may(Permission.FILE):
        return frozenset()
    query = select(Contract.id).where(
        Contract.id.in_(ids), Contract.sequence > 0, reaches(staff(), Level.EDITOR)
    )
    return frozenset(session.scalars(query))


def item_cell(contract: Contract, item: str, own: Sequence[CustomField]) -> Cell:
    value = value_in(contract, item)
    return Cell(
        item,
        item_label(item, own),
        item_shown(item, value, own),
        item_kind(item, own),
        value,
        item_typed(item, value, own),
        item_choices(item, own) if item_kind(item, own) in {"choice", "tick"} else (),
    )


def _cells(
    contract: Contract, columns: Sequence[LedgerColumn], known: Known, *, may_change: bool
) -> list[Cell]:
    own = own_items(contract)
    has = {f"{OWN_ITEM}{one.code}" for one in own}
    cells = []
    for column in columns:
        if not column.is_item:
            cells.append(Cell(column.key, str(column.label), computed(contract, column.key, known)))
        elif column.key.startswith(OWN_ITEM) and column.key not in has:
            cells.append(Cell(column.key, str(column.label), value_in(contract, column.key)))
        else:
            cell = item_cell(contract, column.key, own)
            cells.append(cell if may_change else Cell(column.key, cell.label, cell.shown))
    return cells


def computed(contract: Contract, key: str, known: Known) -> str:
    """Return the words of a column that follows from others."""
    facts = known.facts.get(contract.id, LedgerFacts())
    notice_by = getattr(contract, "notice_by", None)
    words = {
        "others": lambda: others(contract),
        "number": lambda: contract.number or "",
        "document": lambda: facts.document,
        "type": lambda: contract.type.name if contract.type else "",
        "stage": lambda: str(stage_label(contract.stage)),
        "life": lambda: str(life_label(contract.life)) if contract.life != "unknown" else "",
        "traded_on": lambda: table_date(contract.traded_on) if contract.traded_on else "",
        "notice_by": lambda: table_date(notice_by) if notice_by else "",
        "retain_until": lambda: kept_word(known.kept[contract.id]),
        "received_on": lambda: table_date(facts.received_on) if facts.received_on else "",
        "days_taken": lambda: days_words(facts.days_taken),
        "first_review": lambda: days_words(facts.first_review),
        "changed_at": lambda: table_date(civil_day(contract.changed_at)),
        "changed_by": lambda: facts.changed_by or contract.owner.name,
        "owner": lambda: contract.owner.name,
        "folder": lambda: known.beside.folders.get(contract.folder_id or 0, ""),
        "tags": lambda: listed(known.beside.tags.get(contract.id, [])),
    }
    return str(words[key]())


def days_words(days: int | None) -> str:
    return "" if days is None else str(_("%(days)s日", days=days))
