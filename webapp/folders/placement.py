"""保管場所とタグ of one contract (MK-77, MK-78)."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from wtforms import SelectField, StringField
from wtforms.validators import Length, ValidationError

from contracts.access.refusing import OpensToMore
from contracts.access.tags import LONGEST_TAG, MOST_TAGS, tags_typed
from contracts.roles import Permission
from database.contract import Contract
from database.shelves.placing import file_contract
from database.shelves.tags import set_tags, tags_of
from webapp.access.address_parts import stripped
from webapp.access.finding import sent_contract_or_404
from webapp.access.shelf_choices import folder_choices, folder_chosen, public_id_of
from webapp.access.staff import by, require
from webapp.folders.blueprint import blueprint
from webapp.parts import parts
from webapp.texts.refusals import sentence_for

LONGEST_TAGS = MOST_TAGS * (LONGEST_TAG + 1)


def checked_tags(_form: object, field: StringField) -> None:
    tags = tags_typed(field.data or "")
    if len(tags) > MOST_TAGS:
        raise ValidationError(_l("タグは20個までです。"))
    if any(len(tag) > LONGEST_TAG for tag in tags):
        raise ValidationError(_l("タグは1つ30文字以内で入力してください。"))


class PlacementForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    folder = SelectField(_l("フォルダ"))
    tags = StringField(
        _l("タグ"),
        [Length(max=LONGEST_TAGS, message=_l("%(max)d文字以内で入力してください。")), checked_tags],
        filters=[stripped],
        render_kw={"maxlength": LONGEST_TAGS, "autocomplete": "off"},
    )


@blueprint.get("/contracts/<public_id>/placement")
def placement(public_id: str) -> ResponseReturnValue:
    require(Permission.FILE)
    with parts().database.reading() as session:
        contract = sent_contract_or_404(session, public_id)
        return _page(contract, _form(session, contract, typed=False)), 200


@blueprint.post("/contracts/<public_id>/placement")
def save_placement(public_id: str) -> ResponseReturnValue:
    require(Permission.FILE)
    with parts().database.writing() as session:
        contract = sent_contract_or_404(session, public_id)
        form = _form(session, contract, typed=True)
        if not form.validate():
            return _page(contract, form), 422
        try:
            file_contract(session, by(), contract, folder_chosen(session, form.folder.data))
        except OpensToMore as refused:
            form.folder.errors = [sentence_for(refused)]
            return _page(contract, form), 409
        set_tags(session, by(), contract, tags_typed(form.tags.data))
    flash(_("保管場所とタグを保存しました。"), "success")
    return redirect(url_for("management.contract", public_id=public_id), 303)


def _form(session: Session, contract: Contract, *, typed: bool) -> PlacementForm:
    held = {
        "folder": public_id_of(session, contract.folder_id),
        "tags": " ".join(tag.name for tag in tags_of(session, contract)),
    }
    form = PlacementForm() if typed else PlacementForm(None, data=held)
    form.folder.choices = folder_choices(session, contract.folder_id)
    return form


def _page(contract: Contract, form: PlacementForm) -> str:
    return render_template("folders/placement.html", contract=contract, form=form)
