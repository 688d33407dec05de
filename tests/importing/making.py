"""Scans, ledgers and jobs, as people bring them."""

import csv
from functools import cache
from io import BytesIO, StringIO

import pikepdf
from PIL import Image
from sqlalchemy import select

from contracts.importing import FileOutcome
from database.contract import Contract
from database.imports import ImportFile, ImportJob
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from workflows.import_parts import importing_of

SMALL = (331, 468)
"""Pixels of an A4 page at 40 dpi: a picture that costs nothing."""
NAMED = ("ファイル名", "契約書名", "相手方", "契約締結日", "契約終了日", "金額")


@cache
def scan(mark: int, dpi: int = 200, mode: str = "RGB") -> bytes:
    """Return a page of one picture; another `mark` makes another file."""
    size = (round(8.27 * dpi), round(11.69 * dpi))
    picture = Image.new(mode, size, 1 if mode == "1" else "white")
    picture.putpixel((mark % size[0], mark // size[0]), 0)
    file = BytesIO()
    picture.save(file, "PDF", resolution=dpi)
    return file.getvalue()


def guarded(pdf: bytes, *, reading: str, editing: str) -> bytes:
    """Return the PDF with passwords for reading and for editing."""
    file = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(file, encryption=pikepdf.Encryption(user=reading, owner=editing))
    return file.getvalue()


def ledger(*rows: tuple[str, ...], heading: tuple[str, ...] = NAMED, encoding: str = "utf-8-sig") -> bytes:
    out = StringIO(newline="")
    csv.writer(out).writerows([heading, *rows])
    return out.getvalue().encode(encoding)


def brings(clerk: Clerk, *files: tuple[str, bytes], sheet: bytes | None = None, **typed: object) -> str:
    """Choose files for まとめて登録 and return the path of the page that answers."""
    clerk.opens("/imports/new")
    chosen: list[tuple[BytesIO, str]] = [(BytesIO(data), name) for name, data in files]
    beside: dict[str, object] = {"ledger": (BytesIO(sheet), "台帳.csv")} if sheet is not None else {}
    clerk.sends("/imports/new", files=chosen, **beside, **typed)
    return clerk.path


def starts(clerk: Clerk, job: str) -> None:
    clerk.opens(job)
    clerk.sends(f"{job}/start")


def works(office: Office, page: str = "") -> list[FileOutcome]:
    """Settle every file of the job on `page`, or of the newest, as the worker does, and return how."""
    opened, job = office.opened, page.rpartition("/")[2] or job_kept(office).public_id
    steps = importing_of(opened.settings, opened.database, opened.files)
    return list(iter(lambda: steps.take_next(job), None))


def registers(clerk: Clerk, office: Office, *files: tuple[str, bytes], sheet: bytes | None = None) -> str:
    """Bring, start and work off the files; return the job's page."""
    job = brings(clerk, *files, sheet=sheet)
    starts(clerk, job)
    works(office)
    clerk.opens(job)
    return job


def job_kept(office: Office) -> ImportJob:
    with office.opened.database.reading() as session:
        return session.scalars(select(ImportJob).order_by(ImportJob.id.desc())).first() or _none()


def files_kept(office: Office) -> list[ImportFile]:
    job = job_kept(office)
    with office.opened.database.reading() as session:
        query = select(ImportFile).where(ImportFile.job_id == job.id).order_by(ImportFile.line)
        return list(session.scalars(query))


def contracts_kept(office: Office) -> list[Contract]:
    with office.opened.database.reading() as session:
        found = list(session.scalars(select(Contract).order_by(Contract.id)))
        _ = [len(one.parties) for one in found]
        return found


def _none() -> ImportJob:
    raise AssertionError("no job was kept")
