"""The form and its answer: the same for every link, so that an id tells nothing of whose it is (T08, T18)."""

import logging
import re

from flask import Response, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from contracts.abuse import AbuseKind
from contracts.messages import NoticeKind, NoticeRequest
from database.abuse import Reported, keep_report, reports_too_often
from webapp.abuse.blueprint import blueprint
from webapp.abuse.forms import ReportForm
from webapp.access.asking import new_key
from webapp.parts import parts
from webapp.shell.languages import answers_for
from workflows.door import EngineUnavailable, NotKnownYet

KEY = re.compile(r"[0-9a-f]{32}")
NUMBER = re.compile(r"[0-9a-f]{8}")
SEE_OTHER, UNPROCESSABLE, TOO_MANY = 303, 422, 429
LONGEST_REFERENCE, REMOTE_LENGTH = 36, 64


@blueprint.get("", defaults={"reference": ""})
@blueprint.get("/<reference>")
def report_form(reference: str) -> Response:
    return _page(reference, ReportForm(), 200)


@blueprint.post("", defaults={"reference": ""})
@blueprint.post("/<reference>")
def report(reference: str) -> Response:
    form = ReportForm()
    if not KEY.fullmatch(form.key.data or ""):
        form.key.data = new_key()
    if not form.validate():
        return _page(reference, form, UNPROCESSABLE)
    if not _kept(_reported(reference, form)):
        form.form_errors.append(
            _("短い時間に多くの報告がありました。1時間ほど待ってから、もう一度お試しください。")
        )
        return _page(reference, form, TOO_MANY)
    _tell_operator(form.key.data)
    return make_response(redirect(url_for("abuse.received", number=form.key.data[:8]), SEE_OTHER))


@blueprint.get("/received")
def received() -> str:
    number = request.args.get("number", "")
    known = number if NUMBER.fullmatch(number) else ""
    return render_template("abuse/received.html", number=known, operator=parts().settings.support_mail)


def _reported(reference: str, form: ReportForm) -> Reported:
    return Reported(
        key=form.key.data,
        reference=reference[:LONGEST_REFERENCE],
        kind=AbuseKind(form.kind.data),
        details=form.details.data,
        mail=form.mail.data,
        remote=(request.remote_addr or "")[:REMOTE_LENGTH],
    )


def _kept(reported: Reported) -> bool:
    with parts().database.writing() as session:
        if reports_too_often(session, reported.remote):
            return False
        keep_report(session, reported)
    return True


def _tell_operator(key: str) -> None:
    """The report is kept whether or not a mail can go out now; the log and the list name it."""
    logging.getLogger("warifu").warning("abuse reported: %s (warifu organization reports)", key)
    try:
        parts().engine.notify(NoticeRequest(NoticeKind.ABUSE_REPORTED, key))
    except (EngineUnavailable, NotKnownYet):
        logging.getLogger("warifu").exception("no mail about the report %s", key)


def _page(reference: str, form: ReportForm, status: int) -> Response:
    answers_for(url_for("abuse.report_form", reference=reference or None))
    return make_response(render_template("abuse/report.html", form=form, reference=reference), status)
