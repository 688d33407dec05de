"""電子帳簿保存法: which 真実性の措置 the organisation takes, and its 決算月 (AD-21, LW-12)."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from contracts.roles import Permission
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
from webapp.parts import parts
from webapp.people.blueprint import blueprint
from webapp.texts.refusals import sentence_for
from webapp.texts.tax_keeping import MEASURES


class TaxRecordsForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    measures = SelectMultipleField(
        _l("真実性の措置"),
        choices=[SelectChoice(one.value, MEASURES[one]) for one in Measure],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    fiscal_month = SelectField(_l("決算月"))


@blueprint.route("/tax-records", methods=["GET", "POST"])
def tax_records() -> ResponseReturnValue:
    require(Permission.CONFIGURE)
    held = {
        "measures": [one.value for one in chosen_measures(policies().truthfulness)],
        "fiscal_month": str(policies().fiscal_month),
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
    wanted = {"truthfulness": " ".join(measures), "fiscal_month": int(form.fiscal_month.data)}
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
