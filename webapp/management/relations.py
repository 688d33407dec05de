"""関連する契約: linked by the number of the other, seen on both, taken away again."""

import unicodedata

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Length

from contracts.relation import Kind
from contracts.roles import Permission
from database.contract import Contract
from database.queries.relations import CannotBeRelated, contract_numbered, part, relate, relations_of
from webapp.access.address_parts import stripped
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import by, require, staff
from webapp.casefile.forms import KeyForm, fresh
from webapp.management.blueprint import blueprint
from webapp.parts import parts
from webapp.texts.relations import KINDS

LONGEST_NUMBER = 32


class RelationForm(KeyForm):
    number = StringField(
        _l("相手の契約の契約番号"),
        [
            DataRequired(_l("契約番号を入力してください。")),
            Length(max=LONGEST_NUMBER, message=_l("%(max)d文字以内で入力してください。")),
        ],
        filters=[stripped],
        render_kw={"maxlength": LONGEST_NUMBER, "autocomplete": "off"},
    )
    kind = SelectField(_l("この契約から見た関係"))


@blueprint.get("/contracts/<public_id>/relations")
def relations(public_id: str) -> ResponseReturnValue:
    require(Permission.FILE)
    with parts().database.reading() as session:
        return _page(
            session, sent_contract_or_404(session, public_id), _offering(fresh(RelationForm, ""))
        ), 200


@blueprint.post("/contracts/<public_id>/relations")
def add_relation(public_id: str) -> ResponseReturnValue:
    require(Permission.FILE)
    form = _offering(RelationForm())
    with parts().database.writing() as session:
        contract = sent_contract_or_404(session, public_id)
        if not form.validate() or not _related(session, contract, form):
            return _page(session, contract, form), 422
    flash(_("関連する契約を登録しました。"), "success")
    return _back(public_id)


@blueprint.post("/contracts/<public_id>/relations/<relation>/removal")
def remove_relation(public_id: str, relation: str) -> ResponseReturnValue:
    require(Permission.FILE)
    with parts().database.writing() as session:
        if not part(session, by(), sent_contract_or_404(session, public_id), relation):
            abort(404)
    flash(_("関連を外しました。"), "success")
    return _back(public_id)


def _related(session: Session, contract: Contract, form: RelationForm) -> bool:
    number = unicodedata.normalize("NFKC", form.number.data or "")
    other = contract_numbered(session, staff(), number)
    if other is None:
        form.number.errors = [_("この契約番号の契約は見つかりません。")]
        return False
    try:
        relate(session, by(), form.key.data, (contract, other), Kind(form.kind.data))
    except CannotBeRelated:
        form.number.errors = [_("この契約自身か、すでに関連を登録した契約です。")]
        return False
    return True


def _offering(form: RelationForm) -> RelationForm:
    form.kind.choices = [SelectChoice(kind.value, str(label)) for kind, label in KINDS.items()]
    return form


def _page(session: Session, contract: Contract, form: RelationForm) -> str:
    related = relations_of(session, staff(), contract)
    return render_template("management/relations.html", contract=contract, form=form, related=related)


def _back(public_id: str) -> ResponseReturnValue:
    return redirect(url_for("management.contract", public_id=public_id, _anchor="relations"), 303)
