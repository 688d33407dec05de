"""From the words on the command line to a job: found again where one was interrupted."""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from cli.importing.folder import found_files, is_pdf, paths_in
from cli.importing.stopping import CannotImport
from cli.importing.twins import of_plan
from cli.importing.words import SHEET, sentences, shown
from contracts.access import Level
from contracts.acts import Origin
from contracts.import_sheet import SheetRow, SheetUnreadable, columns_of, rows_in
from contracts.importing import MOST_FILES, MOST_SHEET_BYTES, FileOutcome, ImportState
from contracts.roles import Permission
from database.folders import Folder
from database.import_foreseeing import foreseen
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
TAKEN = "--duplicates import により、これらも登録します。"
LEFT_OUT = "登録しません。--duplicates import を付けると、これらも登録します。"


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
    takes_twins: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """`job` is the public id of what is to be run in `folder`; a dry run leaves only what is `told`.

    `aside` says what of the folder is no part of it.
    """

    folder: Path
    job: str = ""
    told: Sequence[str] | None = None
    has_faults: bool = False
    aside: str = ""


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
        shelf = _shelf(session, staff, wish.shelf)
        paths = paths_in(folder)
        files = foreseen(session, staff, _planned(known_to(session, staff), folder, paths, wish))
        if wish.is_dry:
            twins = of_plan(session, staff, files, opened.settings.base_url)
            tried = _tried(folder, files, twins, takes_twins=wish.takes_twins)
            return replace(tried, aside=_aside(paths))
    with opened.database.writing() as session:
        new = NewJob(str(uuid.uuid4()), FOLDER, _name(folder), shelf, wish.stamps)
        job = keep_job(session, staff, new, files, Origin(staff.user.public_id, session=COMMAND))
        return Plan(folder, job.public_id, aside=_aside(paths))


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


def _planned(known: Known, folder: Path, beneath: Sequence[Path], wish: Wish) -> list[NewFile]:
    paths = [one for one in beneath if is_pdf(one)]
    if not paths:
        raise CannotImport(f"{folder} にPDFがありません。")
    if len(paths) > MOST_FILES:
        raise CannotImport(f"PDFが{len(paths)}件あります。{MOST_FILES}件までに分けてください。")
    rows = _rows(known, wish)
    return planned(known, list(found_files(folder, paths)), rows, wish.usual)


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
        said = SHEET[unreadable.code].format(column=shown(unreadable.column))
        names = "、".join(columns_of(known.own_labels).values())
        raise CannotImport(f"{said}\n使える列: {names}" if unreadable.column else said) from None


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


def _tried(folder: Path, files: Sequence[NewFile], twins: Sequence[str], *, takes_twins: bool) -> Plan:
    """Tell every error and every possible duplicate; `twins` are what is said of each file's."""
    counts = Counter(one.outcome for one in files)
    bad, doubled = counts[FileOutcome.BAD], counts[FileOutcome.DUPLICATE]
    told = [
        f"{one.sheet_line or '-'}行目 {shown(one.filename)}: {sentences(one.faults) or said}"
        for one, said in zip(files, twins, strict=True)
        if one.outcome is not FileOutcome.WAITING
    ]
    end = f"登録できるもの {counts[FileOutcome.WAITING]}件、エラー {bad}件。何も登録していません。"
    if doubled:
        told.append(f"重複の可能性 {doubled}件。{TAKEN if takes_twins else LEFT_OUT}")
    return Plan(folder, told=[*told, end], has_faults=bool(bad or (doubled and not takes_twins)))


def _aside(paths: Sequence[Path]) -> str:
    """A folder of scans often holds a TIFF or a Word file: nobody should think that it was registered."""
    others = [one.name for one in paths if not is_pdf(one)]
    return f"PDFではないファイル {len(others)}件は対象外です（{shown(others[0])}など）。" if others else ""


def _name(folder: Path) -> str:
    return str(folder)[-LONGEST_NAME:]
