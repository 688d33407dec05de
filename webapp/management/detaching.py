"""Taking an 添付書類 off the list: asked first, with a reason that stays in the log (LW-16, LW-22)."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from contracts.retention import KeptByLaw
from contracts.roles import Permission
from database.engine import now_of
from database.queries.attachments import attachment_of
from database.queries.retention import is_locked, require_unlocked
from webapp.access.finding import contract_or_404
from webapp.access.staff import require
from webapp.management.attachments import attachments_again, tell
from webapp.management.blueprint import blueprint
from webapp.parts import parts
from webapp.texts.refusals import sentence_for

UNPROCESSABLE = 422
LONGEST_REASON = 200


class DetachForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    reason = TextAreaField(
        _l("外す理由"),
        [
            DataRequired(_l("外す理由を入力してください。")),
            Length(max=LONGEST_REASON, message=_l("理由は200文字以内で入力してください。")),
        ],
    )


@blueprint.get("/contracts/<public_id>/attachments/<file>/removal")
def detaching(public_id: str, file: str) -> ResponseReturnValue:
    require(Permission.SEND)
    with parts().database.reading() as session:
        if is_locked(session, contract_or_404(session, public_id)):
            return attachments_again(public_id, sentence_for(KeptByLaw())), 409
    return _question(public_id, file, DetachForm())


@blueprint.post("/contracts/<public_id>/attachments/<file>/removal")
def detach(public_id: str, file: str) -> ResponseReturnValue:
    """The bytes stay as long as the contract's; they are only no longer shown.

    Of what was concluded nothing is taken off before its 保存期間 is over, by nobody (LW-26).
    """
    require(Permission.SEND)
    form = DetachForm()
    if not form.validate():
        return _question(public_id, file, form), UNPROCESSABLE
    try:
        _detach(public_id, file, str(form.reason.data))
    except KeptByLaw as refused:
        return attachments_again(public_id, sentence_for(refused)), 409
    flash(_("添付書類を一覧から外しました。"), "success")
    return redirect(url_for("management.attachments", public_id=public_id), 303)


def _detach(public_id: str, file: str, reason: str) -> None:
    """Raises KeptByLaw."""
    with parts().database.writing() as session:
        contract = contract_or_404(session, public_id)
        row = attachment_of(session, contract, file) or abort(404)
        require_unlocked(session, contract)
        row.removed_at = now_of(session)
        tell(session, contract, "attachment_removed", row.file.digest, name=row.filename, reason=reason)


def _question(public_id: str, file: str, form: DetachForm) -> str:
    with parts().database.reading() as session:
        contract = contract_or_404(session, public_id)
        row = attachment_of(session, contract, file) or abort(404)
        return render_template(
            "management/detaching.html",
            form=form,
            title=_("添付書類を一覧から外しますか"),
            object_name=row.filename,
            consequence=_(
                "一覧に表示されなくなり、元に戻せません。ファイルと操作の記録は、契約とともに残ります。"
            ),
            action_url=url_for("management.detach", public_id=public_id, file=file),
            action_label=_("一覧から外す"),
            back_url=url_for("management.attachments", public_id=public_id),
        )
