"""社内コメント on a version, with @氏名 for whom it is (MK-40)."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.messages import NoticeKind
from contracts.roles import Permission
from database.comments import NewComment, write_comment
from webapp.access.staff import require, staff
from webapp.parts import parts
from webapp.review.blueprint import blueprint
from webapp.review.comment_forms import comment_form
from webapp.review.finding import version_or_404
from webapp.review.notices import tell
from webapp.review.versions import version_page


@blueprint.post("/contracts/<public_id>/versions/<int:number>/comments")
def comment_on_version(public_id: str, number: int) -> ResponseReturnValue:
    require(Permission.COMMENT)
    with parts().database.reading() as session:
        version_or_404(session, public_id, number)
        form = comment_form(session, typed=True)
    if not form.validate():
        return version_page(public_id, number, form, 422)
    new = NewComment(form.key.data, form.body.data, tuple(form.notified.data or ()))
    with parts().database.writing() as session:
        found = version_or_404(session, public_id, number)
        mentions = write_comment(session, found.contract, found.version, staff().user, new)
    tell(NoticeKind.COMMENT_MENTIONED, mentions)
    flash(_("コメントしました。"), "success")
    return redirect(url_for("review.version", public_id=public_id, number=number, _anchor="comments"), 303)
