"""セキュリティ, 上限, お問い合わせ先: three pages over one set of policies (MK-82, T52, GM-37)."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField

from contracts.policies import CONTACTS, LIMITS, SECURITY, LocksYourselfOut, Policies
from contracts.roles import Permission
from database.policies import set_policies
from database.usage import usage_of
from webapp.access.staff import by, policies, require, staff
from webapp.parts import parts
from webapp.people.blueprint import blueprint
from webapp.people.policy_forms import ContactsForm, LimitsForm, SecurityForm
from webapp.texts.refusals import sentence_for

NUMBERS = frozenset({*LIMITS, "idle_minutes", "session_hours", "shortest_password"})
FORMS: dict[str, tuple[type[FlaskForm], tuple[str, ...]]] = {
    "security": (SecurityForm, SECURITY),
    "limits": (LimitsForm, LIMITS),
    "help_contacts": (ContactsForm, CONTACTS),
}


@blueprint.route("/security", methods=["GET", "POST"])
def security() -> ResponseReturnValue:
    return _answer("security")


@blueprint.route("/limits", methods=["GET", "POST"])
def limits() -> ResponseReturnValue:
    return _answer("limits")


@blueprint.route("/help-contacts", methods=["GET", "POST"])
def help_contacts() -> ResponseReturnValue:
    return _answer("help_contacts")


def _answer(kind: str) -> ResponseReturnValue:
    require(Permission.CONFIGURE)
    form_class, names = FORMS[kind]
    form = form_class(data=_spelled(names))
    if not form.is_submitted():
        return _page(kind, form), 200
    if not form.validate():
        return _page(kind, form), 422
    typed = _typed(form, names)
    if not _lets_oneself_in(typed):
        form.networks.errors = [sentence_for(LocksYourselfOut())]
        return _page(kind, form), 409
    with parts().database.writing() as session:
        changed = set_policies(session, by(), typed)
    flash(_("設定を保存しました。") if changed else _("変更はありませんでした。"), "success")
    return redirect(url_for(f"people.{kind}"), 303)


def _lets_oneself_in(typed: Mapping[str, Any]) -> bool:
    return Policies(networks=str(typed.get("networks", ""))).lets_in(request.remote_addr or "")


def _spelled(names: tuple[str, ...]) -> dict[str, Any]:
    """Return what holds now, as a form spells it."""
    held = {name: getattr(policies(), name) for name in names}
    held = {name: str(value) if name in NUMBERS else value for name, value in held.items()}
    return {**held, **({"networks": held["networks"].replace(" ", "\n")} if "networks" in held else {})}


def _typed(form: FlaskForm, names: tuple[str, ...]) -> dict[str, Any]:
    values = {name: form[name].data for name in names}
    values = {name: int(value) if name in NUMBERS else value for name, value in values.items()}
    spelled = {name: " ".join(value.split()) for name, value in values.items() if isinstance(value, str)}
    ticked = {name: bool(form[name].data) for name in names if isinstance(form[name], BooleanField)}
    return {**values, **spelled, **ticked}


def _page(kind: str, form: FlaskForm) -> str:
    with parts().database.reading() as session:
        used = usage_of(session, staff().organization.id) if kind == "limits" else {}
    shown = {"here": request.remote_addr or "", "sets_sign_on": staff().may(Permission.SET_SIGN_ON)}
    return render_template(f"people/{kind}.html", form=form, usage=used, **shown)
