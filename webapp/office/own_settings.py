"""自分の設定: the phone that request mails print beside the owner's name (AD-23)."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from database.audit import Told, append_audit
from database.engine import now_of
from database.people import User
from webapp.access.staff import staff
from webapp.office.blueprint import blueprint
from webapp.office.forms import OwnSettingsForm
from webapp.parts import parts


@blueprint.route("/own-settings", methods=["GET", "POST"])
def own_settings() -> ResponseReturnValue:
    form = OwnSettingsForm(data={"phone": staff().user.phone})
    if request.method == "GET":
        return render_template("office/own_settings.html", form=form, user=staff().user)
    if not form.validate():
        return render_template("office/own_settings.html", form=form, user=staff().user), 422
    _keep(form.phone.data)
    flash(_("設定を保存しました。"), "success")
    return redirect(url_for("office.own_settings"), 303)


def _keep(phone: str) -> None:
    with parts().database.writing() as session:
        user = session.get_one(User, staff().user.id)
        if user.phone == phone:
            return
        user.phone = phone
        told = Told("own_phone_changed", user.public_id, user.public_id, {})
        append_audit(session, user.organization_id, told, now_of(session))
