"""契約情報 on the page of one contract: its flag, and what was changed last (LW-22, MK-11)."""

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.preset_spelling import preset_from
from database.contract import Contract
from database.contract_flag import ContractFlag
from database.flags import flag_of
from database.metadata_change import MetadataChange
from database.queries.metadata_history import changes_of
from webapp.texts.dates import instant
from webapp.texts.metadata import item_label, item_shown, source_label

SHOWN = 3


@dataclass(frozen=True, slots=True)
class ShownChange:
    """All in words; `was` and `became` are empty for no value."""

    at: str
    item: str
    was: str
    became: str
    by: str
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class MetadataCard:
    flag: ContractFlag | None
    changes: list[ShownChange]


def metadata_card(session: Session, contract: Contract) -> MetadataCard:
    rows = changes_of(session, contract, SHOWN)
    return MetadataCard(flag_of(session, contract), [shown_change(contract, row) for row in rows])


def shown_change(contract: Contract, row: MetadataChange) -> ShownChange:
    own = preset_from(contract.type.preset if contract.type else "").custom_fields
    return ShownChange(
        instant(row.at),
        item_label(row.item, own),
        item_shown(row.item, row.was, own),
        item_shown(row.item, row.became, own),
        row.by.name if row.by else str(_("割符（自動）")),
        row.reason,
        str(source_label(row.source)),
    )
