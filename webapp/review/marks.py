"""確認済み: said and taken back in one's own name, never in another's (MK-38)."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.roles import Permission
from database.version_acts import mark_checked, take_mark_back
from webapp.access.staff import require, staff
from webapp.parts import parts
from webapp.review.blueprint import blueprint
from webapp.review.finding import version_or_404


@blueprint.post("/contracts/<public_id>/versions/<int:number>/mark")
def check_version(public_id: str, number: int) -> ResponseReturnValue:
    require(Permission.REVIEW)
    with parts().database.writing() as session:
        found = version_or_404(session, public_id, number)
        mark_checked(session, found.contract, found.version, staff().user)
    flash(_("第%(n)s版を確認済みにしました。", n=number), "success")
    return _back(public_id, number)


@blueprint.post("/contracts/<public_id>/versions/<int:number>/mark/removal")
def uncheck_version(public_id: str, number: int) -> ResponseReturnValue:
    require(Permission.REVIEW)
    with parts().database.writing() as session:
        found = version_or_404(session, public_id, number)
        is_done = take_mark_back(session, found.contract, found.version, staff().user)
    if is_done:
        flash(_("第%(n)s版の確認済みを取り消しました。", n=number), "success")
    return _back(public_id, number)


def _back(public_id: str, number: int) -> ResponseReturnValue:
    return redirect(url_for("review.version", public_id=public_id, number=number), 303)
