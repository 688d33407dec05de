"""Where the registering of files, the terms of what was registered, and the two other keepers rest."""

from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from cli.importing.planning import Wish, plan_of
from contracts.messages import ImportStart
from contracts.stage import Stage
from database.contract import Contract
from database.import_desk import job_called
from database.import_jobs import start_job
from database.people import User
from database.queries.colleagues import as_staff
from tests.importing.making import ledger, scan
from tests.replay.scene import Rest, Scene
from workflows.deadline_watch import DEADLINE_WATCH, start_deadline_watch
from workflows.import_parts import importing_of
from workflows.importing import Importing, import_id
from workflows.metadata_reader import METADATA_READER, start_metadata_reader
from workflows.term import term_id
from workflows.timing import CONTRACT_QUEUE, READ_METADATA, STAMP_IMPORTS


async def watching_deadlines(scene: Scene) -> Rest:
    """The round of the morning is done, and it sleeps until the next."""
    await start_deadline_watch(scene.client)
    return Rest(DEADLINE_WATCH)


async def reading_metadata(scene: Scene) -> Rest:
    await start_metadata_reader(scene.client)
    return Rest(METADATA_READER, frozenset({READ_METADATA}))


async def importing(scene: Scene) -> Rest:
    """No file is left, and nobody gives a timestamp."""
    _contract, job = _registered(scene, 1)
    await scene.client.start_workflow(
        Importing.run, ImportStart(job), id=import_id(job), task_queue=CONTRACT_QUEUE
    )
    return Rest(import_id(job), frozenset({STAMP_IMPORTS}))


async def term_imported(scene: Scene) -> Rest:
    """The term of a contract that was registered opens from its record."""
    contract, _job = _registered(scene, 2)
    await scene.restart_from_the_record(contract)
    return Rest(term_id(contract))


def _registered(scene: Scene, mark: int) -> tuple[str, str]:
    """Register one scan as the command does; return its contract and the job, which is done."""
    opened = scene.office.opened
    with TemporaryDirectory() as name, opened.database.reading() as session:
        folder = Path(name)
        (folder / "scan.pdf").write_bytes(scan(mark))
        rows = folder / "ledger.csv"
        rows.write_bytes(ledger(("scan.pdf", f"lease {mark}", "Sample K.K.", "2026-04-01", "2031-03-31", "")))
        owner = session.scalars(select(User.mail)).first() or ""
        wish = Wish(folder, rows, "utf-8", owner, "", {}, stamps=False, is_dry=False, resumes=False)
        plan = plan_of(opened, wish)
        _run(scene, plan.job, folder)
    with opened.database.reading() as session:
        imported = select(Contract.public_id).where(Contract.stage == Stage.IMPORTED)
        return session.scalars(imported.order_by(Contract.id.desc())).first() or "", plan.job


def _run(scene: Scene, job: str, folder: Path) -> None:
    opened = scene.office.opened
    with opened.database.writing() as session:
        run = job_called(session, job)
        start_job(session, as_staff(session, run.owner), run)
    steps = importing_of(opened.settings, opened.database, opened.files, folder)
    while steps.take_next(job) is not None:
        pass


IMPORT_MOMENTS = (watching_deadlines, reading_metadata, importing, term_imported)
