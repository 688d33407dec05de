"""Forgetting files of which nothing was registered: asked on a page of its own, their bytes are destroyed."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.importing import ImportState
from contracts.roles import Permission
from database.import_jobs import counts_of, discard_job
from database.imports import ImportJob
from webapp.access.staff import require, staff
from webapp.imports.blueprint import blueprint
from webapp.imports.finding import job_or_404
from webapp.parts import parts


@blueprint.get("/imports/<public_id>/discarding")
def discarding(public_id: str) -> str:
    require(Permission.IMPORT)
    with parts().database.reading() as session:
        job = _planned_or_404(session, public_id)
        count = counts_of(session, [job])[job.id].total()
    return render_template(
        "base/confirm.html",
        title=_("登録せずに破棄しますか"),
        object_name=job.name,
        consequence=_("選んだ%(count)s件のファイルを、割符から消去します。元に戻せません。", count=count),
        action_url=url_for("imports.discard", public_id=public_id),
        action_label=_("破棄する"),
        back_url=url_for("imports.job", public_id=public_id),
        danger=True,
    )


@blueprint.post("/imports/<public_id>/discarding")
def discard(public_id: str) -> ResponseReturnValue:
    require(Permission.IMPORT)
    with parts().database.writing() as session:
        objects = discard_job(session, staff(), _planned_or_404(session, public_id))
    for one in objects:
        parts().files.shred(one)
    flash(_("登録せずに破棄しました。"), "success")
    return redirect(url_for("imports.jobs"), 303)


def _planned_or_404(session: Session, public_id: str) -> ImportJob:
    job = job_or_404(session, public_id)
    return job if job.state == ImportState.PLANNED else abort(404)
