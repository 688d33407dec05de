"""変更契約 and 解約合意: their 契約終了日 becomes that of the 原契約 once a person has said so (MK-37)."""

from dataclasses import dataclass
from datetime import date

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired, Length

from contracts.ledger import require_sensible
from contracts.metadata import Item, Source, ValueChangedMeanwhile, ValueUnreadable
from contracts.relation import Kind, item_moved, values_moved
from contracts.roles import Permission
from database.changing_metadata import Why, change_metadata, value_in
from database.contract import Contract
from database.metadata_plans import as_it_will_stand
from database.queries.relation_tree import takes_over
from database.queries.relations import relations_of
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import require, staff
from webapp.casefile.forms import KeyForm, fresh
from webapp.management.blueprint import blueprint
from webapp.parts import parts
from webapp.texts.dates import prose_date
from webapp.texts.metadata import fault_words, item_label
from webapp.texts.relations import KINDS

UNPROCESSABLE = 422
LONGEST_REASON = 200


class EffectForm(KeyForm):
    """`seen` is the day that stood on the page: where another stands now, nothing is taken over."""

    seen = HiddenField()
    reason = TextAreaField(
        _l("変更の理由"),
        [
            DataRequired(_l("変更の理由を入力してください。")),
            Length(max=LONGEST_REASON, message=_l("理由は200文字以内で入力してください。")),
        ],
    )


@dataclass(frozen=True, slots=True)
class Effect:
    original: Contract
    following: Contract
    kind: Kind
    ends_on: date

    @property
    def values(self) -> dict[str, str]:
        return values_moved(self.kind, self.ends_on, is_open_ended=self.original.open_ended)


@blueprint.get("/contracts/<public_id>/relations/<relation>/effect")
def effect(public_id: str, relation: str) -> ResponseReturnValue:
    require(Permission.FILE)
    with parts().database.reading() as session:
        found = _effect_or_404(session, public_id, relation)
        if found is None:
            return _nothing_to_change(public_id)
        form = fresh(EffectForm, "")
        form.reason.data = _("%(kind)s %(number)s による変更") % {
            "kind": KINDS[found.kind],
            "number": found.following.number or found.following.title,
        }
        return _question(found, relation, form)


@blueprint.post("/contracts/<public_id>/relations/<relation>/effect")
def take_effect(public_id: str, relation: str) -> ResponseReturnValue:
    """Take the day over once; another day set meanwhile is shown, and asked about again."""
    require(Permission.FILE)
    form = EffectForm()
    with parts().database.writing() as session:
        found = _effect_or_404(session, public_id, relation)
        if found is None:
            return _nothing_to_change(public_id)
        if not form.validate():
            return _question(found, relation, form), UNPROCESSABLE
        seen = {item_moved(found.kind).value: str(form.seen.data or "")}
        why = Why(staff().user, Source.RELATION, str(form.reason.data), seen)
        try:
            require_sensible(as_it_will_stand(found.original, found.values))
            change_metadata(session, found.original, found.values, why)
        except ValueUnreadable as unreadable:
            form.reason.errors = [fault_words(str(unreadable.facts["why"]))]
            return _question(found, relation, form), UNPROCESSABLE
        except ValueChangedMeanwhile:
            form.reason.errors = [
                _("この画面を開いたあとに日付が変更されました。今の日付を確認してください。")
            ]
            return _question(found, relation, form), 409
    flash(_("原契約の日付を変更しました。変更前の日付は履歴に残っています。"), "success")
    return redirect(url_for("management.contract", public_id=public_id, _anchor="relations"), 303)


def _nothing_to_change(public_id: str) -> ResponseReturnValue:
    """Whoever presses twice, or comes after a colleague, sees what stands now."""
    told = _("今回は変更していません。原契約の日付は、すでに変更されているか、変更が不要になっています。")
    flash(told, "info")
    return redirect(url_for("management.contract", public_id=public_id, _anchor="relations"), 303)


def _effect_or_404(session: Session, public_id: str, relation: str) -> Effect | None:
    """Return None where there is nothing to take over, or not any more."""
    original = sent_contract_or_404(session, public_id)
    found = [one for one in relations_of(session, staff(), original) if one.public_id == relation]
    if not found or found[0].kind is None or found[0].other.ends_on is None:
        abort(404)
    following, kind = found[0].other, found[0].kind
    if not takes_over(original, following, kind):
        return None
    return Effect(original, following, kind, found[0].other.ends_on)


def _question(found: Effect, relation: str, form: EffectForm) -> str:
    item = item_moved(found.kind)
    form.seen.data = value_in(found.original, item)
    before = prose_date(date.fromisoformat(form.seen.data)) if form.seen.data else _("未入力")
    moved = {"item": item_label(item), "before": before, "after": prose_date(found.ends_on)}
    return render_template(
        "management/relation_effect.html",
        form=form,
        found=found,
        title=_("原契約の%(item)sを変更しますか", item=moved["item"]),
        object_name=found.original.title,
        consequence=_("%(item)s：%(before)s → %(after)s", **moved),
        closes=Item.OPEN_ENDED in found.values,
        stays_ending=found.original.ending and item is Item.ENDS_ON,
        kind=KINDS[found.kind],
        action_url=url_for("management.take_effect", public_id=found.original.public_id, relation=relation),
        action_label=_("変更する"),
        back_url=url_for("management.contract", public_id=found.original.public_id, _anchor="relations"),
        danger=False,
    )
