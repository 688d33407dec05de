"""検証: a form, and the answer to the file it brought; the file is read, answered and forgotten."""

import time
from typing import cast

from flask import Response, current_app, make_response, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired

from adapters.confinement import ConfinedTaskFailed
from adapters.verification import pictures_of
from contracts.verdict_pictures import picture_plan
from webapp.parts import parts
from webapp.verification.answer import Answer, answer_to
from webapp.verification.blueprint import blueprint
from webapp.verification.turnstile import Turnstile
from workflows.verifying import anchors_of, examined_by

TURNSTILE = "warifu.verification"
BUSY_SECONDS = 10
UNPROCESSABLE, TOO_MANY, UNAVAILABLE = 422, 429, 503


class VerificationForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    file = FileField(_l("検証するPDF"), [FileRequired(_l("検証するPDFファイルを選んでください。"))])


@blueprint.get("")
def form() -> Response:
    return _page(VerificationForm())


@blueprint.post("")
def verify() -> Response:
    """Say what the file is; an id alone is never answered (T08)."""
    form = VerificationForm()
    if not form.validate():
        return _page(form, UNPROCESSABLE)
    wait = _turnstile().seconds_to_wait(request.remote_addr or "", time.monotonic())
    if wait:
        return _later(form, TOO_MANY, wait, _("短い間に検証が続いたため、受け付けを止めています。"))
    pdf = form.file.data.read()
    if fault := _fault_of(pdf):
        form.file.errors = [fault]
        return _page(form, UNPROCESSABLE)
    try:
        answer = _answer(pdf)
    except ConfinedTaskFailed:
        return _later(
            form, UNAVAILABLE, BUSY_SECONDS, _("ほかのファイルを検証しているため、受け付けられません。")
        )
    return _page(VerificationForm(None), answer=answer)


def _answer(pdf: bytes) -> Answer:
    """Measure first, then draw: a page that cannot be drawn takes nothing from what was measured."""
    anchors = anchors_of(parts().settings)
    found = examined_by(pdf, parts().database, anchors)
    plan = picture_plan(found.findings)
    return answer_to(found, anchors, plan, pictures_of(pdf, plan.pages))


def _fault_of(pdf: bytes) -> str:
    settings = parts().settings
    if not pdf:
        return str(_("ファイルが空です。内容のあるPDFを選んでください。"))
    if len(pdf) > settings.upload_limit:
        limit = settings.upload_limit_mb
        return str(_("ファイルが大きすぎます。%(limit)sMBまでのPDFを選んでください。", limit=limit))
    return ""


def _turnstile() -> Turnstile:
    return cast("Turnstile", current_app.extensions.setdefault(TURNSTILE, Turnstile()))


def _later(form: VerificationForm, status: int, seconds: int, why: str) -> Response:
    cure = _("%(seconds)s秒ほど待ってから、もう一度お試しください。", seconds=seconds)
    form.file.errors = [f"{why}{cure}"]
    response = _page(form, status)
    response.headers["Retry-After"] = str(seconds)
    return response


def _page(form: VerificationForm, status: int = 200, answer: Answer | None = None) -> Response:
    limit = parts().settings.upload_limit_mb
    page = render_template("verification/verify.html", form=form, answer=answer, limit=limit)
    return make_response(page, status)
