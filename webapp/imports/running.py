"""登録の画面: what will be registered, how far it is, and what became of each file."""

import json
from collections.abc import Sequence
from typing import Any

from flask import jsonify, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from contracts.import_facts import facts_from
from contracts.importing import FileOutcome, ImportState
from contracts.metadata import Item
from contracts.roles import Permission
from database.import_jobs import PAGE, contracts_seen, counts_of, files_of
from database.import_stamps import FOLDER
from database.imports import ImportFile, ImportJob
from webapp.access.staff import require, staff
from webapp.imports.blueprint import blueprint
from webapp.imports.finding import job_or_404, page_number, twins_told
from webapp.parts import parts
from webapp.texts.imports import HOWS, TWINS, fault_sentences, outcome_word, state_word

SETTLED = (FileOutcome.IMPORTED, FileOutcome.REFUSED, FileOutcome.DUPLICATE, FileOutcome.SKIPPED)


@blueprint.get("/imports/<public_id>")
def job(public_id: str) -> str:
    require(Permission.IMPORT)
    shown = request.args.get("outcome", "")
    wanted = shown if shown in set(FileOutcome) - {FileOutcome.WAITING} else None
    with parts().database.reading() as session:
        found = job_or_404(session, public_id)
        counts = counts_of(session, [found])[found.id]
        files = files_of(session, found, wanted, page_number())
        return render_template(
            "imports/job.html",
            job=found,
            state=ImportState(found.state),
            state_word=state_word,
            outcome_word=outcome_word,
            counts={outcome.name.lower(): counts[outcome] for outcome in FileOutcome},
            settled=sum(counts[one] for one in SETTLED),
            total_files=counts.total() if wanted is None else counts[wanted],
            all_files=counts.total(),
            files=files,
            **_of_files(session, found, files),
            wanted=wanted or "",
            is_folder=found.source == FOLDER,
            page=page_number(),
            pages=max(1, -(-(counts.total() if wanted is None else counts[wanted]) // PAGE)),
        )


@blueprint.get("/imports/<public_id>/progress.json")
def progress(public_id: str) -> ResponseReturnValue:
    """Numbers alone, for the bar; the page says the same when it is loaded again."""
    require(Permission.IMPORT)
    with parts().database.reading() as session:
        found = job_or_404(session, public_id)
        counts = counts_of(session, [found])[found.id]
    done = sum(counts[one] for one in SETTLED)
    told = {outcome.name.lower(): counts[outcome] for outcome in SETTLED}
    return jsonify(state=found.state, done=done, all=done + counts[FileOutcome.WAITING], **told)


def _of_files(session: Session, found: ImportJob, files: Sequence[ImportFile]) -> dict[str, Any]:
    named = [one.contract.public_id for one in files if one.contract]
    return {
        "facts": {one.id: facts_from(one.facts) for one in files},
        "faults": {one.id: fault_sentences(json.loads(one.faults)) for one in files},
        "twins": twins_told(session, found, files),
        "contracts": contracts_seen(session, staff(), named),
        "twin_words": TWINS,
        "hows": HOWS,
        "agreed_on": Item.AGREED_ON.value,
    }
