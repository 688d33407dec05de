"""グループ: who belongs together (MK-78)."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from wtforms.fields import SelectChoice

from contracts.access.refusing import NameTaken
from contracts.refusals import Refused
from contracts.roles import Permission
from database.folders import Group
from database.queries.folders import colleagues, groups_listed, members_of
from database.shelves.groups import create_group, rename_group, set_members
from webapp.access.staff import by, require, staff
from webapp.folders.blueprint import blueprint
from webapp.folders.finding import group_or_404
from webapp.folders.forms import GroupCreationForm, GroupForm, name_and_mail
from webapp.parts import parts
from webapp.texts.refusals import sentence_for


@blueprint.get("/groups")
def groups() -> ResponseReturnValue:
    require(Permission.MANAGE_USERS)
    return _list(GroupCreationForm(None)), 200


@blueprint.post("/groups")
def add_group() -> ResponseReturnValue:
    require(Permission.MANAGE_USERS)
    form = GroupCreationForm()
    if not form.validate():
        return _list(form), 422
    try:
        with parts().database.writing() as session:
            public_id = create_group(session, by(), form.public_id, form.name.data).public_id
    except Refused as refused:
        form.name.errors = [sentence_for(refused)]
        return _list(form), 409
    flash(_("グループを作成しました。次に、メンバーを選んでください。"), "success")
    return redirect(url_for("folders.group", public_id=public_id), 303)


@blueprint.get("/groups/<public_id>")
def group(public_id: str) -> ResponseReturnValue:
    require(Permission.MANAGE_USERS)
    with parts().database.reading() as session:
        found = group_or_404(session, public_id)
        return _page(found, _form(session, found, typed=False)), 200


@blueprint.post("/groups/<public_id>")
def save_group(public_id: str) -> ResponseReturnValue:
    require(Permission.MANAGE_USERS)
    with parts().database.reading() as session:
        found = group_or_404(session, public_id)
        form = _form(session, found, typed=True)
        if not form.validate():
            return _page(found, form), 422
    try:
        _save(public_id, form)
    except NameTaken as refused:
        form.name.errors = [sentence_for(refused)]
        return _page(found, form), 409
    except Refused as refused:
        form.members.errors = [sentence_for(refused)]
        return _page(found, form), 409
    flash(_("グループを保存しました。"), "success")
    return redirect(url_for("folders.groups"), 303)


def _save(public_id: str, form: GroupForm) -> None:
    with parts().database.writing() as session:
        found = group_or_404(session, public_id)
        rename_group(session, by(), found, form.name.data)
        people = colleagues(session, staff().organization.id)
        set_members(session, by(), found, [one for one in people if one.public_id in form.members.data])


def _list(form: GroupCreationForm) -> str:
    with parts().database.reading() as session:
        listed = groups_listed(session, staff().organization.id)
    return render_template("folders/groups.html", form=form, listed=listed)


def _form(session: Session, found: Group, *, typed: bool) -> GroupForm:
    people = colleagues(session, staff().organization.id)
    members = members_of(session, found)
    held = {"name": found.name, "members": [one.public_id for one in people if one.id in members]}
    form = GroupForm() if typed else GroupForm(None, data=held)
    form.members.choices = [
        SelectChoice(one.public_id, name_and_mail(one))
        for one in sorted(people, key=lambda one: one.id not in members)
    ]
    return form


def _page(found: Group, form: GroupForm) -> str:
    return render_template("folders/group.html", form=form, group=found)
