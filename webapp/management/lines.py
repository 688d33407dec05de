"""What the rows of the list show beside the contract itself, read for one page at once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from contracts.stage import AWAITING_SIGNATURES, HAS_AGREED
from database.contract import Contract
from database.engine import now_of
from database.queries.archive_filters import tags_by_contract
from database.queries.bulk_requests import last_asked
from database.queries.folders import FolderLine
from database.queries.version_desk import LastMark, last_marks
from webapp.texts.dates import civil_day, days_since


@dataclass(frozen=True, slots=True)
class Beside:
    """By the id of the row: days since the last request, names of tags, marks; folders by their own id."""

    waiting: dict[int, int] = field(default_factory=dict)
    tags: dict[int, list[str]] = field(default_factory=dict)
    folders: dict[int, str] = field(default_factory=dict)
    marks: dict[int, LastMark] = field(default_factory=dict)


def beside(
    session: Session, contracts: Sequence[Contract], columns: Collection[str], folders: Sequence[FolderLine]
) -> Beside:
    """Return what the chosen columns need and nothing else."""
    asked_of = [one.id for one in contracts if one.stage in AWAITING_SIGNATURES]
    asked = last_asked(session, asked_of) if "waiting" in columns and asked_of else {}
    today, ids = civil_day(now_of(session)), [one.id for one in contracts]
    return Beside(
        waiting={id_: days_since(at, today) for id_, at in asked.items()},
        tags=tags_by_contract(session, ids) if "tags" in columns else {},
        folders={line.folder.id: line.label for line in folders} if "folder" in columns else {},
        marks=last_marks(session, ids) if "checked" in columns else {},
    )


def signed_of(contract: Contract) -> tuple[int, int]:
    """Return how many have agreed, and how many are asked to."""
    signers = [one for one in contract.parties if one.signs]
    return sum(one.progress in HAS_AGREED for one in signers), len(signers)


def days_until(day: date, today: date) -> int:
    return (day - today).days
