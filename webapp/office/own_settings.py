"""自分の設定: the phone that request mails print beside the owner's name (AD-23)."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from database.audit import Told, append_audit
from database.digest_rounds import set_digest, wants_digest
from database.engine import now_of
from database.people import User
from webapp.access.staff import staff
from webapp.office.blueprint import blueprint
from webapp.office.forms import OwnSettingsForm
from webapp.office.slack_member import OwnSlack, own_slack, unlink_slack
from webapp.parts import parts


@blueprint.route("/own-settings", methods=["GET", "POST"])
def own_settings() -> ResponseReturnValue:
    known = {"phone": staff().user.phone, "wants_digest": _wants_digest()}
    form = OwnSettingsForm(data=known)
    slack = own_slack()
    if not (slack and slack.member):
        del form.unlinks_slack
    if request.method == "GET":
        return _page(form, slack)
    if not form.validate():
        return _page(form, slack), 422
    if "unlinks_slack" in form and form.unlinks_slack.data:
        unlink_slack()
    _keep(form.phone.data)
    _keep_digest(wanted=form.wants_digest.data)
    flash(_("設定を保存しました。"), "success")
    return redirect(url_for("office.own_settings"), 303)


def _page(form: OwnSettingsForm, slack: OwnSlack | None) -> str:
    return render_template("office/own_settings.html", form=form, user=staff().user, slack=slack)


def _wants_digest() -> bool:
    with parts().database.reading() as session:
        return wants_digest(session, staff().user)


def _keep_digest(*, wanted: bool) -> None:
    """活動のまとめ is begun or stopped by the person alone (MK-42)."""
    with parts().database.writing() as session:
        user = session.get_one(User, staff().user.id)
        if set_digest(session, user, wanted=wanted):
            told = Told("own_digest_changed", user.public_id, user.public_id, {"wanted": int(wanted)})
            append_audit(session, user.organization_id, told, now_of(session))


def _keep(phone: str) -> None:
    with parts().database.writing() as session:
        user = session.get_one(User, staff().user.id)
        if user.phone == phone:
            return
        user.phone = phone
        told = Told("own_phone_changed", user.public_id, user.public_id, {})
        append_audit(session, user.organization_id, told, now_of(session))
