"""What a file looks the same as, as its owner may be told: names of contracts they may see alone (MK-28)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from contracts.importing import Twin
from database.contract import Contract
from database.import_jobs import contracts_seen
from database.import_twins import Twins
from database.sessions import Staff

IN_JOB = (Twin.JOB_FILE, Twin.JOB_FACTS)


@dataclass(frozen=True, slots=True)
class NamedTwin:
    """`contract` where there is one to be named; `line` and `filename` of an earlier file of the job."""

    how: Twin
    contract: Contract | None = None
    line: int = 0
    filename: str = ""


def lines_named(twins: Sequence[Twins]) -> set[int]:
    """Return the lines of the job that any of these speak of."""
    return {int(which) for pairs in twins for which, how in pairs if how in IN_JOB}


def named_twins(
    session: Session, staff: Staff, twins: Sequence[Twins], filenames: Mapping[int, str]
) -> list[list[NamedTwin]]:
    """Return each file's twins; `filenames` by the line.

    What the person may not see any more is told of as if they never had.
    """
    ids = [which for pairs in twins for which, how in pairs if how in {Twin.BY_FILE, Twin.BY_FACTS}]
    seen = contracts_seen(session, staff, ids)
    return [_once([_named(which, how, seen, filenames) for which, how in pairs]) for pairs in twins]


def _named(
    which: str, how: Twin, seen: Mapping[str, Contract], filenames: Mapping[int, str]
) -> NamedTwin | None:
    if how in IN_JOB:
        return NamedTwin(how, line=int(which), filename=filenames.get(int(which), ""))
    if which in seen:
        return NamedTwin(how, seen[which])
    return None if how is Twin.BY_FACTS else NamedTwin(Twin.UNSEEN)


def _once(twins: Sequence[NamedTwin | None]) -> list[NamedTwin]:
    found = [one for one in twins if one is not None]
    return [one for number, one in enumerate(found) if one not in found[:number]]
