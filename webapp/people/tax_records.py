"""電子帳簿保存法: 真実性の措置, 決算月, the term of timestamps, what copies say (AD-21, LW-28, LW-36)."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField, SelectMultipleField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from contracts.retention import FEWEST_YEARS, MOST_YEARS
from contracts.roles import Permission
from contracts.stamp_term import LONGEST_DAYS
from contracts.tax_keeping import (
    MONTHS,
    NEED_ACCREDITATION,
    Measure,
    MeasureNeedsAccreditation,
    chosen_measures,
    require_possible,
)
from database.policies import set_policies
from webapp.access.staff import by, policies, require
from webapp.access.tidy import one_line
from webapp.parts import parts
from webapp.people.blueprint import blueprint
from webapp.texts.refusals import sentence_for
from webapp.texts.tax_keeping import MEASURES

LONGEST_NOTE = 200


class TaxRecordsForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    measures = SelectMultipleField(
        _l("真実性の措置"),
        choices=[SelectChoice(one.value, MEASURES[one]) for one in Measure],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    fiscal_month = SelectField(_l("決算月"))
    stamp_days = IntegerField(
        _l("営業日数"),
        [
            InputRequired(_l("営業日数を入力してください。")),
            NumberRange(1, LONGEST_DAYS, _l("1から%(max)dまでの数を入力してください。")),
        ],
        render_kw={"inputmode": "numeric", "maxlength": 2},
    )
    stamp_months = SelectField(
        _l("業務の通常の処理期間"),
        choices=[
            SelectChoice("0", _l("含めない（速やかに付ける）")),
            SelectChoice("1", _l("1か月")),
            SelectChoice("2", _l("2か月（最長。規程を定めている場合）")),
        ],
    )
    retention_years = IntegerField(
        _l("保存年数（契約終了日から）"),
        [
            InputRequired(_l("保存年数を入力してください。")),
            NumberRange(FEWEST_YEARS, MOST_YEARS, _l("%(min)dから%(max)dまでの数を入力してください。")),
        ],
        render_kw={"inputmode": "numeric", "maxlength": 3},
    )
    copy_note = TextAreaField(
        _l("写しに載せる案内"),
        [Length(max=LONGEST_NOTE, message=_l("%(max)d文字以内で入力してください。"))],
        filters=[one_line],
        render_kw={"rows": 3, "maxlength": LONGEST_NOTE},
    )


@blueprint.route("/tax-records", methods=["GET", "POST"])
def tax_records() -> ResponseReturnValue:
    require(Permission.CONFIGURE)
    held = {
        "measures": [one.value for one in chosen_measures(policies().truthfulness)],
        "fiscal_month": str(policies().fiscal_month),
        "stamp_days": policies().stamp_days,
        "stamp_months": str(policies().stamp_months),
        "retention_years": policies().retention_years,
        "copy_note": policies().copy_note,
    }
    form = TaxRecordsForm(data=held)
    months = [SelectChoice(str(n), _("%(n)s月", n=n)) for n in MONTHS]
    form.fiscal_month.choices = [SelectChoice("0", _("決めない")), *months]
    if not form.is_submitted():
        return _page(form), 200
    if not form.validate():
        return _page(form), 422
    return _kept(form)


def _kept(form: TaxRecordsForm) -> ResponseReturnValue:
    measures = chosen_measures(" ".join(form.measures.data))
    try:
        require_possible(measures, parts().settings.accredited_provider)
    except MeasureNeedsAccreditation as refused:
        form.measures.errors = [sentence_for(refused)]
        return _page(form), 409
    wanted = {
        "truthfulness": " ".join(measures),
        "fiscal_month": int(form.fiscal_month.data),
        "stamp_days": form.stamp_days.data,
        "stamp_months": int(form.stamp_months.data),
        "retention_years": form.retention_years.data,
        "copy_note": form.copy_note.data,
    }
    with parts().database.writing() as session:
        changed = set_policies(session, by(), wanted)
    flash(_("設定を保存しました。") if changed else _("変更はありませんでした。"), "success")
    return redirect(url_for("people.tax_records"), 303)


def _page(form: TaxRecordsForm) -> str:
    settings = parts().settings
    return render_template(
        "people/tax_records.html",
        form=form,
        need_accreditation=NEED_ACCREDITATION,
        accredited_by=settings.accredited_provider,
        stamping=[one for one in settings.tsas if not one.retired],
    )
