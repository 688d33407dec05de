"""登録する, 一時停止, もう一度, and what is to become of files that look registered already (MK-28)."""

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from contracts.importing import FileOutcome, ImportState
from contracts.roles import Permission
from database.import_jobs import counts_of, decide_twins, start_job, stop_job, try_again
from database.import_stamps import FOLDER
from webapp.access.staff import require, staff
from webapp.imports.blueprint import blueprint
from webapp.imports.finding import job_or_404
from webapp.parts import parts
from workflows.door import EngineUnavailable, NotKnownYet

MOST_LINES = 2_000
LONGEST_NUMBER = 6


@blueprint.post("/imports/<public_id>/start")
def start(public_id: str) -> ResponseReturnValue:
    """Begin, or go on after a pause; asked twice it goes on once."""
    require(Permission.IMPORT)
    with parts().database.writing() as session:
        found = job_or_404(session, public_id)
        if found.source == FOLDER or not ImportState(found.state).may_run:
            abort(404)
        start_job(session, staff(), found)
    going_on(public_id)
    flash(_("登録を始めました。この画面を閉じても続きます。"), "success")
    return _back(public_id)


@blueprint.post("/imports/<public_id>/pause")
def pause(public_id: str) -> ResponseReturnValue:
    require(Permission.IMPORT)
    with parts().database.writing() as session:
        stop_job(session, staff(), job_or_404(session, public_id))
    flash(_("一時停止しました。登録した契約はそのままです。"), "success")
    return _back(public_id)


@blueprint.post("/imports/<public_id>/retry")
def retry(public_id: str) -> ResponseReturnValue:
    """Let what could not be registered be tried once more, e.g. after a limit was raised."""
    require(Permission.IMPORT)
    with parts().database.writing() as session:
        found = job_or_404(session, public_id)
        count = 0 if found.source == FOLDER else try_again(session, staff(), found)
    if count:
        going_on(public_id)
        flash(_("%(count)s件をもう一度登録しています。", count=count), "success")
    return _back(public_id)


@blueprint.post("/imports/<public_id>/twins")
def twins(public_id: str) -> ResponseReturnValue:
    """Register the ticked files all the same, or leave them out."""
    require(Permission.IMPORT)
    lines = [int(one) for one in request.form.getlist("line") if one.isascii() and _is_number(one)]
    anyway = request.form.get("do") == "take"
    with parts().database.writing() as session:
        found = job_or_404(session, public_id)
        if found.source == FOLDER and anyway:
            abort(404)
        is_planned = found.state == ImportState.PLANNED
        count = decide_twins(session, staff(), found, lines[:MOST_LINES], anyway=anyway)
        is_left = counts_of(session, [found])[found.id][FileOutcome.DUPLICATE] > 0
    if not count:
        flash(_("ファイルを選んでください。"), "error")
    elif anyway and is_planned:
        flash(_("選んだ%(count)s件も登録します。まだ登録していません。", count=count), "success")
    elif anyway:
        going_on(public_id)
        flash(_("選んだ%(count)s件を登録しています。", count=count), "success")
    else:
        flash(_("選んだ%(count)s件は登録しません。", count=count), "success")
    shown = FileOutcome.DUPLICATE.value if is_left else None
    return redirect(url_for("imports.job", public_id=public_id, outcome=shown), 303)


def going_on(public_id: str) -> None:
    """Tell the engine; where it is away, the worker finds the job by itself within a minute of its return."""
    try:
        parts().engine.import_files(public_id)
    except (EngineUnavailable, NotKnownYet):
        return


def _is_number(text: str) -> bool:
    return text.isdigit() and len(text) <= LONGEST_NUMBER


def _back(public_id: str) -> Response:
    return redirect(url_for("imports.job", public_id=public_id), 303)
