"""横断閲覧の許可: whom the administrators let look, from when until when, and the end of it."""

from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.access.across import Leave, may_look
from contracts.access.refusing import NoSuchAuditor
from contracts.life import civil_day
from contracts.roles import Role
from database.engine import now_of
from database.overview import OverviewGrant
from database.overview_giving import Given, auditor_by_code, give_overview, grant_in, revoke_overview
from database.people import Organization, User
from database.queries.overview import grants_given
from webapp.access.address_parts import day_ahead
from webapp.access.staff import by, staff
from webapp.overview.blueprint import blueprint
from webapp.overview.forms import CodeForm, GrantForm
from webapp.parts import parts
from webapp.texts.refusals import sentence_for


@dataclass(frozen=True, slots=True)
class Line:
    """`holds`: the person can look today. A standing grant that is not over rests without the role."""

    grant: OverviewGrant
    holds: bool
    is_over: bool


@blueprint.get("/overview/grants")
def grants() -> str:
    return _page(CodeForm(None))


@blueprint.get("/overview/grants/new")
def new_grant() -> ResponseReturnValue:
    asked = CodeForm(request.args)
    if not asked.validate():
        return _page(asked), 422
    try:
        reader, organization = _auditor(asked.code.data)
    except NoSuchAuditor as refused:
        asked.code.errors = [sentence_for(refused)]
        return _page(asked), 422
    return _asking(GrantForm(None, data={"code": asked.code.data}), reader, organization)


@blueprint.post("/overview/grants")
def give() -> ResponseReturnValue:
    form = GrantForm()
    is_right = form.validate()
    try:
        reader, organization = _auditor(form.code.data)
    except NoSuchAuditor as refused:
        asked = CodeForm(None, data={"code": form.code.data})
        asked.code.errors = [sentence_for(refused)]
        return _page(asked), 422
    with parts().database.writing() as session:
        until = day_ahead(form.until, civil_day(now_of(session)))
        if not is_right or form.errors:
            return _asking(form, reader, organization), 422
        give_overview(session, by(), Given(form.public_id, form.code.data, form.takes_files.data, until))
    flash(_("横断閲覧を許可しました。相手の画面にこの組織が表示されます。"), "success")
    return redirect(url_for("overview.grants"), 303)


@blueprint.post("/overview/grants/<public_id>/revocation")
def revoke(public_id: str) -> ResponseReturnValue:
    with parts().database.writing() as session:
        grant = grant_in(session, staff().organization.id, public_id) or abort(404)
        revoke_overview(session, by(), grant)
    flash(_("許可を取り消しました。この方はもう閲覧できません。"), "success")
    return redirect(url_for("overview.grants"), 303)


def _auditor(code: str) -> tuple[User, Organization]:
    with parts().database.reading() as session:
        return auditor_by_code(session, staff().organization.id, code)


def _asking(form: GrantForm, reader: User, organization: Organization) -> str:
    return render_template("overview/new_grant.html", form=form, reader=reader, organization=organization)


def _page(form: CodeForm) -> str:
    with parts().database.reading() as session:
        today = civil_day(now_of(session))
        lines = []
        for grant in grants_given(session, staff().organization.id):
            leave = Leave(grant.takes_files, grant.until, grant.revoked_at is not None)
            may = may_look(Role(grant.reader.role), leave, today) and grant.reader.disabled_at is None
            lines.append(Line(grant, may, grant.until is not None and grant.until < today))
    return render_template("overview/grants.html", form=form, lines=lines)
