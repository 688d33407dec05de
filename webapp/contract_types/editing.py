"""契約種別の編集: a new type, one like another, and changes; drafts made before keep what they hold."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.roles import Permission
from database.contract_type import ContractType
from database.contract_types import add_type, change_type, is_name_taken, own_type
from database.queries.types import type_with_code
from webapp.access.staff import require, staff
from webapp.contract_types.blueprint import blueprint
from webapp.contract_types.listing import type_or_404
from webapp.contract_types.sheet import Sheet, facts_from, sheet_of
from webapp.parts import parts


@blueprint.get("/contract-types/new")
def new_type() -> ResponseReturnValue:
    """`like` names the type that the new one begins as."""
    require(Permission.CONFIGURE)
    with parts().database.reading() as session:
        like = own_type(session, staff().organization.id, request.args.get("like", ""))
    sheet = sheet_of(like, typed=False)
    if like is not None:
        sheet.form.name.data = _("%(name)s のコピー", name=like.name)
    return _page(sheet, None), 200


@blueprint.post("/contract-types/new")
def add() -> ResponseReturnValue:
    require(Permission.CONFIGURE)
    sheet = sheet_of(None, typed=True)
    if _asks_for_rows():
        return _page(sheet, None), 200
    if not sheet.is_valid or not _name_is_free(sheet, None):
        return _page(sheet, None), 422
    with parts().database.writing() as session:
        kind = add_type(session, staff().user, sheet.form.key.data, facts_from(sheet))
        public_id = kind.public_id
    flash(_("契約種別を追加しました。"), "success")
    return redirect(url_for("contract_types.type_", public_id=public_id), 303)


@blueprint.get("/contract-types/<public_id>", endpoint="type_")
def edit(public_id: str) -> ResponseReturnValue:
    require(Permission.CONFIGURE)
    with parts().database.reading() as session:
        kind = type_or_404(session, public_id)
    return _page(sheet_of(kind, typed=False), kind), 200


@blueprint.post("/contract-types/<public_id>")
def save(public_id: str) -> ResponseReturnValue:
    require(Permission.CONFIGURE)
    with parts().database.reading() as session:
        kind = type_or_404(session, public_id)
    sheet = sheet_of(kind, typed=True)
    if _asks_for_rows():
        return _page(sheet, kind), 200
    if not sheet.is_valid or not _name_is_free(sheet, kind):
        return _page(sheet, kind), 422
    with parts().database.writing() as session:
        changed = change_type(session, staff().user, type_or_404(session, public_id), facts_from(sheet))
    flash(_("契約種別を保存しました。") if changed else _("変更はありませんでした。"), "success")
    return redirect(url_for("contract_types.type_", public_id=public_id), 303)


def _asks_for_rows() -> bool:
    return "more" in request.form


def _name_is_free(sheet: Sheet, kind: ContractType | None) -> bool:
    """A new type whose form was sent twice stands already and is not in its own way."""
    organization_id = staff().organization.id
    with parts().database.reading() as session:
        held = kind or type_with_code(session, organization_id, sheet.form.key.data)
        taken = is_name_taken(session, organization_id, sheet.form.name.data, held)
    if taken:
        sheet.form.name.errors = [_("同じ名前の契約種別があります。別の名前にしてください。")]
    return not taken


def _page(sheet: Sheet, kind: ContractType | None) -> str:
    return render_template("contract_types/edit.html", sheet=sheet, kind=kind)
