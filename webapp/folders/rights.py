"""利用者の権限: 署名権限 and 親展書類管理者, given and taken one at a time (MK-76, MK-79, T09)."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.refusals import Refused
from contracts.roles import Permission, Right
from database.people import User
from database.queries.folders import colleagues
from database.shelves.rights import give_right, rights_held, take_right
from webapp.access.staff import by, require, staff
from webapp.folders.blueprint import blueprint
from webapp.parts import parts
from webapp.texts.levels import RIGHTS
from webapp.texts.refusals import sentence_for
from webapp.texts.roles import role_label


@blueprint.get("/rights")
def rights() -> str:
    require(Permission.MANAGE_USERS)
    with parts().database.reading() as session:
        organization = staff().organization.id
        return render_template(
            "folders/rights.html",
            people=colleagues(session, organization),
            held=rights_held(session, organization),
            rights=RIGHTS,
            role_label=role_label,
        )


@blueprint.post("/rights/<public_id>/<name>")
def change_right(public_id: str, name: str) -> ResponseReturnValue:
    require(Permission.MANAGE_USERS)
    if name not in set(Right):
        abort(404)
    try:
        with parts().database.writing() as session:
            _change(session, _person_or_404(session, public_id), Right(name))
    except Refused as refused:
        flash(sentence_for(refused), "error")
    return redirect(url_for("folders.rights"), 303)


def _change(session: Session, user: User, right: Right) -> None:
    words = {"name": user.name, "right": str(RIGHTS[right])}
    if request.form.get("given") == "yes":
        give_right(session, by(), user, right)
        flash(_("%(name)sさんに%(right)sを付けました。", **words), "success")
    else:
        take_right(session, by(), user, right)
        flash(_("%(name)sさんから%(right)sを外しました。", **words), "success")


def _person_or_404(session: Session, public_id: str) -> User:
    people = colleagues(session, staff().organization.id)
    return next((one for one in people if one.public_id == public_id), None) or abort(404)
