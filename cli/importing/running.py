"""One file after the other in this process, until all are settled or somebody asks to stop."""

import time

from adapters.inspection import InspectionBusy
from cli.importing.planning import Plan
from cli.importing.results import Progress
from cli.importing.stopping import asked_to_stop
from contracts.importing import FileOutcome
from database.import_desk import job_called
from database.import_jobs import all_files, counts_of, decide_twins, start_job, stop_job
from database.queries.colleagues import as_staff
from workflows.import_parts import importing_of
from workflows.installation import Opened

BUSY_SECONDS = 0.5


def run_job(opened: Opened, plan: Plan, *, registers_twins: bool) -> bool:
    """Return whether the job came to its end; what was killed on the way is gone on with by --resume."""
    with asked_to_stop() as asked:
        done, total = _begun(opened, plan.job)
        progress = Progress(done, total)
        steps = importing_of(opened.settings, opened.database, opened.files, plan.folder)
        while not asked.is_set():
            try:
                settled = steps.take_next(plan.job)
            except InspectionBusy:
                time.sleep(BUSY_SECONDS)
                continue
            if settled is None and not (registers_twins and _take_twins(opened, plan.job)):
                break
            if settled is not None and settled is not FileOutcome.DUPLICATE:
                progress.step()
        progress.end()
        return _ended(opened, plan.job, is_stopped=asked.is_set())


def _begun(opened: Opened, job: str) -> tuple[int, int]:
    with opened.database.writing() as session:
        run = job_called(session, job)
        start_job(session, as_staff(session, run.owner), run)
        counts = counts_of(session, [run])[run.id]
    return counts.total() - counts[FileOutcome.WAITING], counts.total()


def _take_twins(opened: Opened, job: str) -> int:
    with opened.database.writing() as session:
        run = job_called(session, job)
        lines = [one.line for one in all_files(session, run) if one.outcome == FileOutcome.DUPLICATE]
        return decide_twins(session, as_staff(session, run.owner), run, lines, anyway=True)


def _ended(opened: Opened, job: str, *, is_stopped: bool) -> bool:
    if not is_stopped:
        return True
    with opened.database.writing() as session:
        run = job_called(session, job)
        stop_job(session, as_staff(session, run.owner), run)
        return counts_of(session, [run])[run.id][FileOutcome.WAITING] == 0
