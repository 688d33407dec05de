"""送信, 一時停止, 再開, 中止, and forgetting a file that was never sent."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.bulk import BulkState
from contracts.roles import Permission
from database.bulk_runs import cancel_run, counts_of, discard_run, pause_run, start_run
from database.bulk_sending import BulkSending
from webapp.access.staff import require, staff, staff_origin
from webapp.bulk_sendings.blueprint import blueprint
from webapp.bulk_sendings.finding import run_or_404
from webapp.bulk_sendings.running import run_page
from webapp.parts import parts
from webapp.texts.bulk_sendings import ENGINE_AWAY, QUESTIONS
from workflows.door import EngineUnavailable, NotKnownYet

KINDS = "any('pause', 'resumption', 'cancellation', 'discarding'):kind"


@blueprint.post("/bulk-sendings/<public_id>/start")
def start(public_id: str) -> ResponseReturnValue:
    """Only the owner sends, in their own name; asked twice it is sent once."""
    require(Permission.SEND)
    return _going_on(public_id, _("送信を始めました。この画面を閉じても続きます。"))


@blueprint.get(f"/bulk-sendings/<public_id>/<{KINDS}>")
def question(public_id: str, kind: str) -> str:
    require(Permission.SEND)
    with parts().database.reading() as session:
        run = _steered_or_404(session, public_id, kind)
        waiting = counts_of(session, [run])[run.id][""]
    title, consequence, label = QUESTIONS[kind]
    return render_template(
        "base/confirm.html",
        title=title,
        object_name=f"{run.template_name}　{run.filename}",
        consequence=str(consequence) % {"waiting": waiting},
        action_url=url_for("bulk_sendings.act", public_id=public_id, kind=kind),
        action_label=label,
        back_url=url_for("bulk_sendings.run", public_id=public_id),
        danger=kind in {"cancellation", "discarding"},
    )


@blueprint.post(f"/bulk-sendings/<public_id>/<{KINDS}>")
def act(public_id: str, kind: str) -> ResponseReturnValue:
    require(Permission.SEND)
    if kind == "resumption":
        return _going_on(public_id, _("送信を再開しました。"))
    with parts().database.writing() as session:
        run = _steered_or_404(session, public_id, kind)
        {"pause": pause_run, "cancellation": cancel_run, "discarding": discard_run}[kind](
            session, staff(), run
        )
    if kind == "discarding":
        flash(_("送信せずに破棄しました。"), "success")
        return redirect(url_for("bulk_sendings.runs"), 303)
    told = _("一時停止しました。送信の途中の1件は、最後まで送られます。")
    flash(told if kind == "pause" else _("中止しました。送信済みの契約はそのままです。"), "success")
    return redirect(url_for("bulk_sendings.run", public_id=public_id), 303)


def _going_on(public_id: str, told: str) -> ResponseReturnValue:
    with parts().database.writing() as session:
        run = run_or_404(session, public_id)
        if run.owner_id != staff().user.id or not BulkState(run.state).may_start:
            abort(404)
        before = run.state
        start_run(session, staff(), run, staff_origin())
    try:
        parts().engine.send_bulk(public_id)
    except EngineUnavailable:
        _put_back(public_id, before)
        return run_page(public_id, str(ENGINE_AWAY)), 503
    except NotKnownYet:
        told = _("送信を受け付けました。まもなく始まります。")
    flash(told, "success")
    return redirect(url_for("bulk_sendings.run", public_id=public_id), 303)


def _put_back(public_id: str, before: str) -> None:
    """Nothing was asked of the engine: the run rests as it did."""
    with parts().database.writing() as session:
        run = run_or_404(session, public_id)
        if run.state == BulkState.RUNNING:
            run.state = BulkState.PAUSED if before == BulkState.RUNNING else before


def _steered_or_404(session: Session, public_id: str, kind: str) -> BulkSending:
    run = run_or_404(session, public_id)
    state = BulkState(run.state)
    allowed = {
        "pause": state.may_pause,
        "resumption": state is BulkState.PAUSED,
        "cancellation": state.may_cancel,
        "discarding": state is BulkState.PREPARED,
    }
    return run if allowed[kind] else abort(404)
