"""立証パッケージ of a concluded contract: that it holds personal data is confirmed first (MK-92)."""

from flask import Response, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField
from wtforms.validators import InputRequired

from adapters.confinement import ConfinedTaskFailed
from database.contract import Contract
from webapp.access.finding import sent_contract_or_404
from webapp.compliance.blueprint import blueprint
from webapp.compliance.exporting import tell_export
from webapp.parts import parts
from webapp.pdf_answer import disposition
from webapp.zip_answer import ZIP
from workflows.evidence import NoEvidenceYet, evidence_package, holds
from workflows.verifying import anchors_of

UNPROCESSABLE, BUSY = 422, 503
UNCONFIRMED = _l("個人情報と内部の記録が含まれることを確認し、チェックを入れてください。")


class EvidenceForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    confirmed = BooleanField(
        _l("個人情報と内部の記録が含まれることを確認しました"), [InputRequired(UNCONFIRMED)]
    )


@blueprint.get("/contracts/<public_id>/evidence")
def evidence(public_id: str) -> ResponseReturnValue:
    return _page(_contract(public_id), EvidenceForm())


@blueprint.post("/contracts/<public_id>/evidence")
def hand_out_evidence(public_id: str) -> ResponseReturnValue:
    contract, form = _contract(public_id), EvidenceForm()
    if not form.validate():
        return _page(contract, form), UNPROCESSABLE
    handed = parts()
    try:
        package = evidence_package(handed.database, handed.files, anchors_of(handed.settings), public_id)
    except NoEvidenceYet:
        abort(404)
    except ConfinedTaskFailed:
        return _page(
            contract, form, _("処理が混み合っています。しばらくしてから、もう一度お試しください。")
        ), BUSY
    tell_export("evidence_packaged", public_id, through=package.through)
    response = Response(package.pieces, mimetype=ZIP)
    response.headers["Content-Disposition"] = disposition(package.name, inline=False)
    return response


def _contract(public_id: str) -> Contract:
    with parts().database.reading() as session:
        contract = sent_contract_or_404(session, public_id)
        if not holds(session, contract):
            abort(404)
        return contract


def _page(contract: Contract, form: EvidenceForm, setback: str = "") -> str:
    back = (contract.title, url_for("management.contract", public_id=contract.public_id))
    return render_template(
        "compliance/evidence.html", contract=contract, form=form, back=back, setback=setback
    )
