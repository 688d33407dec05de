"""廃棄の停止（訴訟ホールド）: the matters, what each keeps, and how it ends (LW-26)."""

from dataclasses import dataclass
from typing import NoReturn

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Regexp

from contracts.legal_holds import LONGEST_NAME, LONGEST_REASON
from contracts.refusals import Refused
from contracts.roles import Permission
from database.contract import Contract
from database.legal_hold import PUT, RELEASED, TAKEN, LegalHold
from database.legal_holds import begin_hold, hold_of, release_hold, take_out
from database.queries.contracts import contract_seen_by
from database.queries.holds import HoldShown, entries_of, held_contracts, holds_of, holds_over
from webapp.access.address_parts import stripped
from webapp.access.asking import new_key
from webapp.access.staff import by, require, staff
from webapp.compliance.blueprint import blueprint
from webapp.parts import parts
from webapp.texts.refusals import sentence_for

PAGE, MOST_PAGES, UNPROCESSABLE = 50, 100_000, 422
KINDS = {PUT: _l("入れました"), TAKEN: _l("外しました"), RELEASED: _l("全体を解除しました")}
_TOO_LONG = _l("%(max)d文字以内で入力してください。")


class ReasonForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    reason = TextAreaField(
        _l("理由"),
        [DataRequired(_l("理由を入力してください。")), Length(max=LONGEST_REASON, message=_TOO_LONG)],
        filters=[stripped],
        render_kw={"rows": 3, "maxlength": LONGEST_REASON},
    )


class HoldForm(ReasonForm):
    """`key` makes it one hold however often its form is sent."""

    key = HiddenField(default=new_key, validators=[Regexp(r"[0-9a-f]{32}")])
    name = StringField(
        _l("案件の名前"),
        [DataRequired(_l("名前を入力してください。")), Length(max=LONGEST_NAME, message=_TOO_LONG)],
        filters=[stripped],
        render_kw={"maxlength": LONGEST_NAME, "autocomplete": "off"},
    )


@dataclass(frozen=True, slots=True)
class Pages:
    page: int
    seen: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.seen // PAGE))


@blueprint.get("/holds")
def holds() -> ResponseReturnValue:
    require(Permission.HOLD)
    return _list(HoldForm())


@blueprint.post("/holds")
def add_hold() -> ResponseReturnValue:
    require(Permission.HOLD)
    form = HoldForm()
    if not form.validate():
        return _list(form), UNPROCESSABLE
    with parts().database.writing() as session:
        public_id = begin_hold(session, by(), form.key.data, form.name.data, form.reason.data).public_id
    flash(_("廃棄の停止を登録しました。続けて、契約を入れてください。"), "success")
    return redirect(url_for("compliance.hold", hold=public_id), 303)


@blueprint.get("/holds/<hold>")
def hold(hold: str) -> ResponseReturnValue:
    """Name the contracts that the person may see, and count the others."""
    require(Permission.HOLD)
    page = min(max(1, request.args.get("page", 1, type=int)), MOST_PAGES)
    with parts().database.reading() as session:
        shown = _shown_or_404(session, hold)
        contracts, seen = held_contracts(session, staff(), shown.hold, (page - 1) * PAGE, PAGE)
        return render_template(
            "compliance/hold.html",
            shown=shown,
            hold=shown.hold,
            contracts=contracts,
            hidden=shown.contracts - seen,
            entries=entries_of(session, staff(), shown.hold),
            kinds=KINDS,
            paging=Pages(page, seen),
        )


@blueprint.get("/holds/<hold>/release")
def releasing(hold: str) -> ResponseReturnValue:
    require(Permission.HOLD)
    return _release_question(hold, ReasonForm())


@blueprint.post("/holds/<hold>/release")
def release(hold: str) -> ResponseReturnValue:
    require(Permission.HOLD)
    form = ReasonForm()
    if not form.validate():
        return _release_question(hold, form), UNPROCESSABLE
    with parts().database.writing() as session:
        was_standing = release_hold(session, by(), _hold_or_404(session, hold), form.reason.data)
    flash(_("廃棄の停止を解除しました。") if was_standing else _("すでに解除されています。"), "success")
    return redirect(url_for("compliance.hold", hold=hold), 303)


@blueprint.get("/holds/<hold>/contracts/<contract>/removal")
def taking_out(hold: str, contract: str) -> ResponseReturnValue:
    require(Permission.HOLD)
    return _removal_question(hold, contract, ReasonForm())


@blueprint.post("/holds/<hold>/contracts/<contract>/removal")
def take_contract_out(hold: str, contract: str) -> ResponseReturnValue:
    require(Permission.HOLD)
    form = ReasonForm()
    if not form.validate():
        return _removal_question(hold, contract, form), UNPROCESSABLE
    try:
        with parts().database.writing() as session:
            found = _contract_or_404(session, contract)
            was_in = take_out(session, by(), _hold_or_404(session, hold), found, form.reason.data)
    except Refused as refused:
        flash(sentence_for(refused), "warning")
    else:
        flash(_("契約を外しました。") if was_in else _("この契約は入っていません。"), "success")
    return redirect(url_for("compliance.hold", hold=hold), 303)


def _list(form: HoldForm) -> str:
    with parts().database.reading() as session:
        found = holds_of(session, staff().organization.id)
    return render_template("compliance/holds.html", holds=found, form=form)


def _release_question(hold: str, form: ReasonForm) -> str:
    with parts().database.reading() as session:
        shown = _shown_or_404(session, hold)
    return render_template(
        "compliance/hold_reason.html",
        form=form,
        title=_("廃棄の停止を解除しますか"),
        object_name=shown.hold.name,
        consequence=_(
            "%(count)s件の契約が外れ、保存期間が満了したものは廃棄できるようになります。元に戻せません。",
            count=shown.contracts,
        ),
        action_url=url_for("compliance.release", hold=hold),
        action_label=_("全体を解除する"),
        back_url=url_for("compliance.hold", hold=hold),
    )


def _removal_question(hold: str, contract: str, form: ReasonForm) -> str:
    with parts().database.reading() as session:
        shown, found = _shown_or_404(session, hold), _contract_or_404(session, contract)
        if shown.hold.id not in {one.id for one in holds_over(session, found)}:
            abort(404)
    return render_template(
        "compliance/hold_reason.html",
        form=form,
        title=_("この契約を「%(name)s」から外しますか", name=shown.hold.name),
        object_name=found.title,
        consequence=_("ほかに廃棄の停止がなければ、保存期間の満了後に廃棄できるようになります。"),
        action_url=url_for("compliance.take_contract_out", hold=hold, contract=contract),
        action_label=_("停止から外す"),
        back_url=url_for("compliance.hold", hold=hold),
    )


def _hold_or_404(session: Session, public_id: str) -> LegalHold:
    return hold_of(session, staff().organization.id, public_id) or _missing()


def _shown_or_404(session: Session, public_id: str) -> HoldShown:
    found = holds_of(session, staff().organization.id)
    return next((one for one in found if one.hold.public_id == public_id), None) or _missing()


def _contract_or_404(session: Session, public_id: str) -> Contract:
    return contract_seen_by(session, staff(), public_id) or _missing()


def _missing() -> NoReturn:
    abort(404)
