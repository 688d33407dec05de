"""Deleting a draft, after a question that names it (UX-24)."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from database.audit import Told, append_audit
from database.engine import now_of
from database.queries.drafts import discard_draft
from webapp.access.finding import draft_or_404
from webapp.access.staff import staff
from webapp.legal.blueprint import blueprint
from webapp.legal.finding import open_draft_or_409
from webapp.parts import parts


@blueprint.get("/drafts/<public_id>/deletion")
def deletion(public_id: str) -> ResponseReturnValue:
    with parts().database.reading() as session:
        contract = draft_or_404(session, public_id)
        return render_template(
            "base/confirm.html",
            title=_("下書きを削除しますか"),
            object_name=contract.title or _("（文書名なし）"),
            consequence=_("入力した内容とアップロードした文書が削除されます。元には戻せません。"),
            action_url=url_for("legal.delete_draft", public_id=public_id),
            action_label=_("下書きを削除"),
            back_url=url_for("legal.drafts"),
        )


@blueprint.post("/drafts/<public_id>/deletion")
def delete_draft(public_id: str) -> ResponseReturnValue:
    with parts().database.writing() as session:
        contract = open_draft_or_409(session, public_id)
        told = Told("draft_deleted", staff().user.public_id, public_id, {})
        append_audit(session, contract.organization_id, told, now_of(session))
        discard_draft(session, contract)
    flash(_("下書きを削除しました。"), "success")
    return redirect(url_for("legal.drafts"), 303)
