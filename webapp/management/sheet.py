"""The list as rows of a CSV: what the page shows in a cell, written out."""

from collections.abc import Iterator, Sequence

from flask_babel import gettext as _

from contracts.csv_cells import Cell
from contracts.money import YEN, Money, written
from database.contract import Contract
from database.queries.contracts import waits_for_address
from database.queries.version_desk import LastMark
from webapp.csv_answer import Row
from webapp.management.columns import COLUMNS
from webapp.management.lines import Beside, signed_of
from webapp.texts.dates import instant, table_date
from webapp.texts.names import listed
from webapp.texts.renewing import renews_label
from webapp.texts.stages import stage_label
from webapp.texts.tax_keeping import kept_label


def sheet_header(columns: Sequence[str]) -> Row:
    return [
        str(_("文書名")),
        str(_("契約番号")),
        *(str(COLUMNS[key].label) for key in columns if key != "number"),
    ]


def sheet_rows(contracts: Sequence[Contract], columns: Sequence[str], beside: Beside) -> Iterator[Row]:
    for contract in contracts:
        cells = _cells(contract, beside)
        yield [contract.title, contract.number, *(cells[key] for key in columns if key != "number")]


def _cells(contract: Contract, beside: Beside) -> dict[str, Cell]:
    names = [one.company or one.name for one in contract.parties if not one.own]
    return {
        "stage": str(stage_label(contract.stage)),
        "parties": _signed(contract),
        "others": listed([name for name in names if name]),
        "waiting": beside.waiting.get(contract.id),
        "type": contract.type.name if contract.type else "",
        "owner": contract.owner.name,
        "folder": beside.folders.get(contract.folder_id or 0, ""),
        "tags": listed(beside.tags.get(contract.id, [])),
        "kept_as": str(kept_label(contract.kept_as)),
        "amount": _amount(contract),
        "auto_renews": str(renews_label(contract.auto_renews)),
        "checked": _checked(beside.marks.get(contract.id)),
        **_days(contract),
    }


def _amount(contract: Contract) -> Cell:
    """Whole yen as a number; another currency is named, as there is no column for it."""
    if contract.amount is None or contract.currency == YEN:
        return contract.amount
    return written(Money(contract.amount, contract.currency))


def _signed(contract: Contract) -> str:
    done, count = signed_of(contract)
    told = str(_("%(done)s／%(count)s名", done=done, count=count))
    return f"{told} {_('不達')}" if waits_for_address(contract) else told


def _checked(mark: LastMark | None) -> str:
    return f"{_('第%(n)s版', n=mark.number)} {mark.name} {instant(mark.at)}" if mark else ""


def _days(contract: Contract) -> dict[str, Cell]:
    return {
        "ends_on": table_date(contract.ends_on) if contract.ends_on else "",
        "traded_on": table_date(contract.traded_on) if contract.traded_on else "",
        "notice_by": table_date(contract.notice_by) if contract.notice_by else "",
        "starts_on": table_date(contract.starts_on) if contract.starts_on else "",
        "submitted_at": instant(contract.submitted_at) if contract.submitted_at else "",
        "due": instant(contract.due) if contract.due else "",
        "concluded_at": instant(contract.concluded_at) if contract.concluded_at else "",
        "changed_at": instant(contract.changed_at),
    }
