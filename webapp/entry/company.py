"""会社のアカウントでログイン: by the domain of an address, whether or not it is somebody's (MK-82, T18)."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from adapters.sign_on import Way
from contracts.sign_on import SignOnRefused
from database.queries.sign_on import registered_for
from webapp.access.company import SEE_OTHER, address_of, journey_here, leads
from webapp.access.link_asking import LONGEST_ADDRESS
from webapp.access.mail_field import spelled_as_mail
from webapp.entry.blueprint import blueprint
from webapp.parts import parts

UNAVAILABLE = 503


class CompanyForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    mail = StringField(
        _l("会社のメールアドレス"),
        [
            InputRequired(_l("会社のメールアドレスを入力してください。")),
            Length(max=LONGEST_ADDRESS, message=_l("メールアドレスは320文字以内で入力してください。")),
            spelled_as_mail,
        ],
        render_kw={"maxlength": LONGEST_ADDRESS},
    )


@blueprint.get("/sign-in/company")
def company() -> ResponseReturnValue:
    return _page(CompanyForm(), 200)


@blueprint.post("/sign-in/company")
def choose_company() -> ResponseReturnValue:
    form = CompanyForm()
    if not form.validate():
        return _page(form, 422)
    mail = form.mail.data.strip()
    with parts().database.reading() as session:
        found = registered_for(session, mail)
    if found is None:
        form.mail.errors = [_("この会社のアカウントでのログインは設定されていません。")]
        return _page(form, 422)
    held = found.provider
    target = request.values.get("next", "")
    return leads(Way(found.organization.public_id, held.issuer, held.client, mail, target))


@blueprint.get("/sign-in/company/way")
def company_way() -> ResponseReturnValue:
    """A page between: a form's own redirect may lead nowhere but here (`form-action` of our policy)."""
    journey = journey_here()
    if journey is None:
        return redirect(url_for("entry.company"), SEE_OTHER)
    try:
        return render_template("entry/company_way.html", address=address_of(journey))
    except SignOnRefused:
        return render_template("entry/company_refused.html", is_away=True), UNAVAILABLE


def _page(form: CompanyForm, status: int) -> ResponseReturnValue:
    return render_template("entry/company.html", form=form, next=request.values.get("next", "")), status
