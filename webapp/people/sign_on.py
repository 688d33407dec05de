"""会社のアカウント（SSO）: the provider, a try-out, and shutting passwords out (MK-82)."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from adapters.sign_on import Way
from contracts.policies import SIGN_ON
from contracts.refusals import Refused
from contracts.roles import Permission
from contracts.sign_on import DomainTaken, SignOnRefused
from database.people import User
from database.policies import set_policies
from database.queries.sign_on import administrators, provider_of
from database.sign_on import SignOnProvider, secret_name
from database.sign_on_settings import (
    Registration,
    let_passwords_in,
    register_provider,
    shut_passwords_out,
)
from webapp.access.company import (
    leads,
    providers,
    returns_to,
    secret_safe,
)
from webapp.access.staff import by, policies, require, staff
from webapp.parts import parts
from webapp.people.blueprint import blueprint
from webapp.people.finding import user_or_404
from webapp.people.sign_on_forms import EmergencyForm, SignOnForm
from webapp.texts.refusals import sentence_for
from webapp.texts.sign_on import reason_sentence

SEE_OTHER = 303


@blueprint.route("/security/sso", methods=["GET", "POST"])
def sign_on() -> ResponseReturnValue:
    require(Permission.SET_SIGN_ON)
    form = SignOnForm(data=_spelled(_held()))
    if request.method == "GET":
        return _page(form, 200)
    is_right = form.validate()
    if not _is_whole(form) or not is_right:
        return _page(form, 422)
    try:
        is_changed = _kept(form)
    except DomainTaken as refused:
        form.domains.errors = [sentence_for(refused)]
        return _page(form, 409)
    flash(_("設定を保存しました。") if is_changed else _("変更はありませんでした。"), "success")
    return redirect(url_for("people.sign_on"), SEE_OTHER)


@blueprint.post("/security/sso/trial")
def try_sign_on() -> ResponseReturnValue:
    """Lead to the provider as if somebody signed in; on the way back nothing is opened."""
    require(Permission.SET_SIGN_ON)
    held = _held()
    if held is None:
        return redirect(url_for("people.sign_on"), SEE_OTHER)
    try:
        providers().provider(held.issuer)
    except SignOnRefused as refused:
        flash(_("お試しは成功しませんでした。%(reason)s", reason=reason_sentence(refused.reason)), "error")
        return redirect(url_for("people.sign_on"), SEE_OTHER)
    way = Way(staff().organization.public_id, held.issuer, held.client, "", "", staff().session)
    return leads(way)


@blueprint.route("/security/sso/only", methods=["GET", "POST"])
def sign_on_only() -> ResponseReturnValue:
    require(Permission.SET_SIGN_ON)
    with parts().database.reading() as session:
        people = administrators(session, staff().organization.id)
    form = EmergencyForm(emergency=staff().user.public_id)
    form.emergency.choices = [(one.public_id, f"{one.name}　{one.mail}") for one in people]
    if request.method == "GET":
        return _asked(form, 200)
    if not form.validate():
        return _asked(form, 422)
    try:
        with parts().database.writing() as session:
            shut_passwords_out(session, by(), user_or_404(session, form.emergency.data))
    except Refused as refused:
        form.emergency.errors = [sentence_for(refused)]
        return _asked(form, 409)
    flash(_("パスワードでのログインを止めました。"), "success")
    return redirect(url_for("people.sign_on"), SEE_OTHER)


@blueprint.post("/security/sso/passwords")
def let_passwords() -> ResponseReturnValue:
    require(Permission.SET_SIGN_ON)
    with parts().database.writing() as session:
        let_passwords_in(session, by())
    flash(_("パスワードでもログインできるようにしました。"), "success")
    return redirect(url_for("people.sign_on"), SEE_OTHER)


def _held() -> SignOnProvider | None:
    with parts().database.reading() as session:
        return provider_of(session, staff().organization.id)


def _spelled(held: SignOnProvider | None) -> dict[str, Any]:
    """Return what holds now as the form spells it; the secret is never shown again."""
    ticked = {name: getattr(policies(), name) for name in SIGN_ON}
    if held is None:
        return ticked
    domains = held.domains.replace(" ", "\n")
    return {
        **ticked,
        "issuer": held.issuer,
        "client": held.client,
        "domains": domains,
        "is_on": held.is_on,
    }


def _is_whole(form: SignOnForm) -> bool:
    """A secret is given anew with another issuer or client: it is never sent where it was not meant for."""
    held = _held()
    if form.secret.data or (held and (held.issuer, held.client) == (form.issuer.data, form.client.data)):
        return True
    form.secret.errors = [_("クライアントシークレットを入力してください。")]
    return False


def _kept(form: SignOnForm) -> bool:
    issuer, client, typed = form.issuer.data, form.client.data, form.secret.data
    name = secret_name(staff().organization.public_id, issuer, client)
    sealed = secret_safe().sealed(typed, name) if typed else None
    domains = " ".join(form.domains.data.split())
    wanted = Registration(issuer, client, sealed, domains, bool(form.is_on.data))
    with parts().database.writing() as session:
        is_changed = register_provider(session, by(), wanted)
        names = set_policies(session, by(), {name: bool(form[name].data) for name in SIGN_ON})
    return is_changed or bool(names)


def _page(form: SignOnForm, status: int) -> ResponseReturnValue:
    shown = {
        "held": _held(),
        "policies": policies(),
        "returns_to": returns_to(),
        "listed": parts().settings.oidc_issuers,
        "emergency": _emergency(),
    }
    return render_template("people/sso.html", form=form, **shown), status


def _emergency() -> User | None:
    with parts().database.reading() as session:
        people = administrators(session, staff().organization.id)
    return next((one for one in people if one.public_id == policies().sso_emergency), None)


def _asked(form: EmergencyForm, status: int) -> ResponseReturnValue:
    shown = {
        "title": _("パスワードでのログインを止めますか"),
        "object_name": staff().organization.name,
        "consequence": _(
            "利用者は全員、会社のアカウントでしかログインできなくなります。プロバイダーに障害があるときのために、パスワードを残す管理者を1人選びます。いまログインしている方は、そのまま続けられます。"
        ),
        "action_url": url_for("people.sign_on_only"),
        "action_label": _("パスワードでのログインを止める"),
        "back_url": url_for("people.sign_on"),
    }
    return render_template("people/sso_only.html", form=form, **shown), status
