"""From the words on the command line to a job: found again where one was interrupted."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.importing.folder import files_in
from cli.importing.stopping import CannotImport
from cli.importing.words import SHEET, sentences, shown
from contracts.access import Level
from contracts.acts import Origin
from contracts.import_sheet import SheetRow, SheetUnreadable, rows_in
from contracts.importing import MOST_FILES, MOST_SHEET_BYTES, ImportState
from contracts.roles import Permission
from database.folders import Folder
from database.import_jobs import NewFile, NewJob, keep_job
from database.import_meaning import Known, known_to
from database.import_plans import planned
from database.imports import ImportJob
from database.queries.colleagues import as_staff
from database.queries.folders import folders_for
from database.queries.people import account_of
from database.sessions import Staff
from workflows.installation import Opened

FOLDER, COMMAND = "folder", "command"
LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for; `usual` goes for files whose row does not say otherwise."""

    folder: Path
    ledger: Path | None
    encoding: str
    owner: str
    shelf: str
    usual: dict[str, str]
    stamps: bool
    is_dry: bool
    resumes: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """`job` is the public id of what is to be run in `folder`; a dry run leaves only what is `told`."""

    folder: Path
    job: str = ""
    told: Sequence[str] | None = None
    has_faults: bool = False


def plan_of(opened: Opened, wish: Wish) -> Plan:
    """Raises CannotImport."""
    if not wish.folder.is_dir():
        raise CannotImport(f"{wish.folder} というフォルダーはありません。")
    if wish.stamps and not (opened.settings.tsas or opened.settings.tsa_urls):
        raise CannotImport("タイムスタンプの事業者（WARIFU_TSA_FILE）が設定されていません。")
    folder = wish.folder.resolve()
    with opened.database.reading() as session:
        staff = _staff(session, wish.owner)
        found = _interrupted(session, staff, folder)
        if wish.resumes or (found is not None and not wish.is_dry):
            return _resumed(folder, found, resumes=wish.resumes)
        files = _planned(known_to(session, staff), folder, wish)
        shelf = _shelf(session, staff, wish.shelf)
    if wish.is_dry:
        return _tried(folder, files)
    with opened.database.writing() as session:
        new = NewJob(str(uuid.uuid4()), FOLDER, _name(folder), shelf, wish.stamps)
        job = keep_job(session, staff, new, files, Origin(staff.user.public_id, session=COMMAND))
        return Plan(folder, job.public_id)


def _staff(session: Session, mail: str) -> Staff:
    user = account_of(session, mail)
    staff = as_staff(session, user) if user else None
    if staff is None or not staff.may(Permission.IMPORT):
        raise CannotImport(f"{mail} は、契約を登録できる利用者（文書管理者・全体管理者）ではありません。")
    return staff


def _interrupted(session: Session, staff: Staff, folder: Path) -> ImportJob | None:
    query = select(ImportJob).where(
        ImportJob.owner_id == staff.user.id,
        ImportJob.source == FOLDER,
        ImportJob.name == _name(folder),
        ImportJob.state != ImportState.FINISHED,
    )
    return session.scalars(query.order_by(ImportJob.id.desc()).limit(1)).first()


def _resumed(folder: Path, found: ImportJob | None, *, resumes: bool) -> Plan:
    if found is None:
        raise CannotImport("途中で止まった登録はありません。--resume を外して実行してください。")
    if not resumes:
        raise CannotImport(
            "このフォルダーの登録が途中で止まっています。--resume を付けると続きから登録します。"
        )
    return Plan(folder, found.public_id)


def _planned(known: Known, folder: Path, wish: Wish) -> list[NewFile]:
    files = list(files_in(folder))
    if not files:
        raise CannotImport(f"{folder} にPDFがありません。")
    if len(files) > MOST_FILES:
        raise CannotImport(f"PDFが{len(files)}件あります。{MOST_FILES}件までに分けてください。")
    return planned(known, files, _rows(known, wish), wish.usual)


def _rows(known: Known, wish: Wish) -> list[SheetRow] | None:
    if wish.ledger is None:
        return None
    try:
        with wish.ledger.open("rb") as stream:
            data = stream.read(MOST_SHEET_BYTES + 1)
    except OSError:
        raise CannotImport(f"{wish.ledger} を読み取れません。ファイル名をご確認ください。") from None
    try:
        return rows_in(data, known.own_labels, wish.encoding)
    except SheetUnreadable as unreadable:
        raise CannotImport(SHEET[unreadable.code].format(column=shown(unreadable.column))) from None


def _shelf(session: Session, staff: Staff, name: str) -> Folder | None:
    if not name:
        return None
    lines = folders_for(session, staff, Level.EDITOR)
    found = [one.folder for one in lines if name in {one.label, one.folder.name}]
    if len(found) == 1:
        return found[0]
    names = "、".join(one.label for one in lines)
    raise CannotImport(
        f"--folder で保管先を一つ指定してください（登録できるフォルダー: {names or 'なし'}）。"
    )


def _tried(folder: Path, files: Sequence[NewFile]) -> Plan:
    bad = [one for one in files if one.faults]
    told = [f"{one.sheet_line or '-'}行目 {shown(one.filename)}: {sentences(one.faults)}" for one in bad]
    end = f"登録できるもの {len(files) - len(bad)}件、エラー {len(bad)}件。何も登録していません。"
    return Plan(folder, told=[*told, end], has_faults=bool(bad))


def _name(folder: Path) -> str:
    return str(folder)[-LONGEST_NAME:]
