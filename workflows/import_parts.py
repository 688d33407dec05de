"""What registers files, put together for the worker, the command and the page alike (MK-24).

On this floor because a look at a file needs the validator and the record, which never see each other.
"""

import json
from collections.abc import Callable
from pathlib import Path

from activities.import_stamping import ImportStamping, Stamping
from activities.importing import Hands, Importing
from adapters.confinement import ConfinedTaskFailed
from adapters.files import FileMissing, FileStore, FileTampered
from adapters.inspection import InspectionBusy, NotKept, inspect
from adapters.settings import Settings
from contracts.messages import ImportStart, ImportStep
from contracts.verdict_report import report_of
from database.engine import Database
from database.import_desk import ImportDesk, NextFile
from database.import_registering import Looked
from database.import_stamps import ImportStampDesk
from workflows.verifying import anchors_of, examined_by

LOST, GONE = "file_lost", "file_gone"


def importing_of(
    settings: Settings, database: Database, files: FileStore, folder: Path | None = None
) -> Importing:
    """Return what takes the files of a job, those not stored yet from `folder`."""
    hands = Hands(bring=_bringing(files, folder), look=_looking(settings, database), keep=files.write)
    return Importing(ImportDesk(database), hands)


def import_stamping(database: Database, stamp: Stamping) -> Callable[[ImportStart], ImportStep]:
    """Return what timestamps imported files; `stamp` asks the TSAs."""
    return ImportStamping(ImportStampDesk(database), stamp).stamp_imports


def _bringing(files: FileStore, folder: Path | None) -> Callable[[NextFile], bytes | str]:
    def bring(found: NextFile) -> bytes | str:
        if not found.is_stored:
            return _read(folder / found.filename) if folder else GONE
        try:
            return files.read(found.wanted)
        except (FileMissing, FileTampered):
            return LOST

    return bring


def _read(path: Path) -> bytes | str:
    try:
        return path.read_bytes()
    except OSError:
        return GONE


def _looking(settings: Settings, database: Database) -> Callable[[bytes], Looked | str]:
    def look(data: bytes) -> Looked | str:
        try:
            found = inspect(data)
        except NotKept as refused:
            return refused.code.value
        report = _report(data, settings, database) if found.is_signed else ""
        return Looked(found.pages, found.is_locked, report)

    return look


def _report(data: bytes, settings: Settings, database: Database) -> str:
    """Return what is to be said of the signatures it bears, as `warifu verify --json` says it (LW-16)."""
    anchors = anchors_of(settings)
    try:
        found = examined_by(data, database, anchors)
    except ConfinedTaskFailed as busy:  # it says nothing of the file
        raise InspectionBusy from busy
    said = report_of(found.digest, found.verdict, found.findings, anchors.provider_of, found.beginning)
    return json.dumps(said, ensure_ascii=False)
