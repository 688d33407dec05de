"""会社名: what stands as the sender in every mail and on every page for the other side (IM-10)."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from contracts.roles import Permission
from database.people import Organization
from webapp.access.staff import by, require, staff
from webapp.access.tidy import one_line
from webapp.parts import parts
from webapp.people.blueprint import blueprint

LONGEST = 200


class OrganizationForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    name = StringField(
        _l("会社名"),
        [DataRequired(_l("会社名を入力してください。")), Length(max=LONGEST)],
        filters=[one_line],
        render_kw={"maxlength": LONGEST, "autocomplete": "organization"},
    )


@blueprint.route("/organization", methods=["GET", "POST"])
def organization() -> ResponseReturnValue:
    require(Permission.CONFIGURE)
    form = OrganizationForm(data={"name": staff().organization.name})
    if not form.is_submitted():
        return render_template("people/organization.html", form=form), 200
    if not form.validate():
        return render_template("people/organization.html", form=form), 422
    with parts().database.writing() as session:
        row = session.get_one(Organization, staff().organization.id)
        by().tells(session, "organization_renamed", row.public_id, before=row.name, name=form.name.data)
        row.name = form.name.data
    flash(_("会社名を保存しました。"), "success")
    return redirect(url_for("people.setup"), 303)
