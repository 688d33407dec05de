"""権限 of one contract: what people and groups are given on it, and whether its folder counts (MK-80)."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from wtforms import BooleanField

from contracts.access.levels import Level
from contracts.roles import Permission
from database.contract import Contract
from database.queries.folders import colleagues, groups_listed
from database.shelves.placing import Given, give_contract, grants_on
from webapp.access.staff import by, require, staff
from webapp.folders.blueprint import blueprint
from webapp.folders.finding import given_contract_or_404
from webapp.folders.forms import name_and_mail
from webapp.folders.levels import LevelLine, levels_typed, lines_of
from webapp.parts import parts
from webapp.texts.levels import LEVELS


class GrantsForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    own_access = BooleanField(_l("フォルダの権限を引き継がず、この文書だけの権限にする"))


@blueprint.get("/contracts/<public_id>/access")
def access(public_id: str) -> ResponseReturnValue:
    require(Permission.READ)
    with parts().database.reading() as session:
        contract = given_contract_or_404(session, public_id)
        form = GrantsForm(None, data={"own_access": contract.own_access})
        return _page(session, contract, form), 200


@blueprint.post("/contracts/<public_id>/access")
def save_access(public_id: str) -> ResponseReturnValue:
    require(Permission.READ)
    form = GrantsForm()
    with parts().database.writing() as session:
        contract = given_contract_or_404(session, public_id)
        if not form.validate():
            return _page(session, contract, form), 422
        own_access = form.own_access.data
        give_contract(session, by(), contract, _typed(session, contract), own_access=own_access)
    flash(_("文書の権限を保存しました。"), "success")
    return redirect(url_for("management.contract", public_id=public_id), 303)


def _typed(session: Session, contract: Contract) -> list[Given]:
    people, groups = _people(session, contract), _groups(session)
    levels = levels_typed([*people, *groups])
    given = [Given(levels[key], user=people[key][0]) for key in people if key in levels]
    return [*given, *(Given(levels[key], group=groups[key][0]) for key in groups if key in levels)]


def _people(session: Session, contract: Contract) -> dict[str, tuple[int, str]]:
    """Return who can be named by public id; the owner reaches the contract in any case."""
    found = colleagues(session, staff().organization.id)
    return {one.public_id: (one.id, name_and_mail(one)) for one in found if one.id != contract.owner_id}


def _groups(session: Session) -> dict[str, tuple[int, str]]:
    listed = groups_listed(session, staff().organization.id)
    return {group.public_id: (group.id, group.name) for group, _count in listed}


def _page(session: Session, contract: Contract, form: GrantsForm) -> str:
    people, groups = _people(session, contract), _groups(session)
    given = grants_on(session, contract)
    by_user: dict[int | None, Level] = {one.user: one.level for one in given if one.user is not None}
    by_group: dict[int | None, Level] = {one.group: one.level for one in given if one.group is not None}
    typed = request.method == "POST"
    return render_template(
        "folders/access.html",
        contract=contract,
        form=form,
        people=_lines(people, by_user, typed=typed),
        groups=_lines(groups, by_group, typed=typed),
        levels=LEVELS,
    )


def _lines(
    known: dict[str, tuple[int, str]], given: dict[int | None, Level], *, typed: bool
) -> list[LevelLine]:
    held = {key: given[one[0]].value for key, one in known.items() if one[0] in given}
    return lines_of({key: one[1] for key, one in known.items()}, held, typed=typed)
