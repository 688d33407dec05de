"""What looks registered already, in words: a contract's number and address where its name may be told."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from cli.importing.words import TWINS, shown
from contracts.importing import FileOutcome
from database.import_jobs import NewFile
from database.import_twins import twins_from
from database.import_twins_named import NamedTwin, named_twins
from database.imports import ImportFile
from database.sessions import Staff


def of_plan(session: Session, staff: Staff, files: Sequence[NewFile], base_url: str) -> list[str]:
    """Return what is said of each file of a plan, in their order; nothing of most."""
    names = {line: one.filename for line, one in enumerate(files, start=1)}
    named = named_twins(session, staff, [one.twins for one in files], names)
    return ["、".join(_told(twin, base_url) for twin in twins) for twins in named]


def of_files(session: Session, staff: Staff, files: Sequence[ImportFile], base_url: str) -> Mapping[int, str]:
    """Return by its line what is said of each file that waits for a person, or was left out by one."""
    asked = [one for one in files if one.outcome in {FileOutcome.DUPLICATE, FileOutcome.SKIPPED}]
    names = {one.line: one.filename for one in files}
    named = named_twins(session, staff, [twins_from(one.twins) for one in asked], names)
    return {
        one.line: "、".join(_told(twin, base_url) for twin in twins)
        for one, twins in zip(asked, named, strict=True)
    }


def _told(twin: NamedTwin, base_url: str) -> str:
    said = TWINS[twin.how]
    if twin.contract is not None:
        name = twin.contract.number or shown(twin.contract.title)
        return f"{said}（{name} {base_url}/contracts/{twin.contract.public_id}）"
    return f"{said}（{twin.line}件目 {shown(twin.filename)}）" if twin.filename else said
