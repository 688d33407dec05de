"""締結済み契約の登録の一覧."""

from flask import render_template

from contracts.importing import FileOutcome
from contracts.roles import Permission
from database.import_jobs import counts_of, jobs_for
from webapp.access.staff import require, staff
from webapp.imports.blueprint import blueprint
from webapp.parts import parts
from webapp.texts.imports import state_word


@blueprint.get("/imports")
def jobs() -> str:
    require(Permission.IMPORT)
    with parts().database.reading() as session:
        found = jobs_for(session, staff())
        counts = counts_of(session, found)
        return render_template(
            "imports/list.html",
            jobs=found,
            counts={job.id: (counts[job.id][FileOutcome.IMPORTED], counts[job.id].total()) for job in found},
            twins={job.id: counts[job.id][FileOutcome.DUPLICATE] for job in found},
            state_word=state_word,
        )
