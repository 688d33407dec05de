"""The jobs this person may see, and the folders they may file into; everything else is 404."""

from collections.abc import Iterable, Mapping, Sequence

from flask import abort, request
from flask_babel import LazyString
from sqlalchemy.orm import Session
from wtforms.fields import SelectChoice

from contracts.access import Level
from database.folders import Folder
from database.import_jobs import job_seen_by, names_of
from database.import_twins import twins_from
from database.import_twins_named import NamedTwin, lines_named, named_twins
from database.imports import ImportFile, ImportJob
from database.queries.folders import folders_for
from webapp.access.staff import staff
from webapp.parts import parts

MOST_PAGES = 100


def choices_of(pairs: Iterable[tuple[str, str | LazyString]]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in pairs]


def job_or_404(session: Session, public_id: str) -> ImportJob:
    return job_seen_by(session, staff(), public_id) or abort(404)


def folder_choices(session: Session) -> list[tuple[str, str]]:
    return [(one.folder.public_id, one.label) for one in folders_for(session, staff(), Level.EDITOR)]


def folder_named(session: Session, public_id: str) -> Folder | None:
    """Return the folder; one that is not open to the person is 404."""
    if not public_id:
        return None
    lines = folders_for(session, staff(), Level.EDITOR)
    return next((one.folder for one in lines if one.folder.public_id == public_id), None) or abort(404)


def twins_told(
    session: Session, job: ImportJob, files: Sequence[ImportFile]
) -> Mapping[int, Sequence[NamedTwin]]:
    """Return what each file looks the same as, by the file's id."""
    pairs = [twins_from(one.twins) for one in files]
    named = named_twins(session, staff(), pairs, names_of(session, job, lines_named(pairs)))
    return dict(zip((one.id for one in files), named, strict=True))


def can_stamp() -> bool:
    """A timestamp that an import asks for is that of a configured TSA; the built-in one proves nothing."""
    settings = parts().settings
    return bool(settings.tsas or settings.tsa_urls)


def page_number() -> int:
    return min(max(1, request.args.get("page", 1, type=int)), MOST_PAGES)
