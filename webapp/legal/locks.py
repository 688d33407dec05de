"""解除: a party that was stopped after wrong access codes may try again (T15)."""

from flask import abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.acts import UnlockParty
from contracts.roles import Permission
from webapp.access.staff import require, staff_origin
from webapp.casefile import case_page
from webapp.casefile.forms import KeyForm
from webapp.legal.acting import done_or_shown
from webapp.legal.blueprint import blueprint
from webapp.legal.finding import contract_or_404
from webapp.parts import parts


@blueprint.post("/contracts/<public_id>/parties/<party>/unlocking")
def unlock(public_id: str, party: str) -> ResponseReturnValue:
    require(Permission.SEND)
    with parts().database.reading() as session:
        contract = contract_or_404(session, public_id)
        if party not in {row.public_id for row in contract.parties}:
            abort(404)
    form = KeyForm(prefix=f"unlocking-{party}")
    if not form.validate():
        return case_page(public_id, status=422)
    act = UnlockParty(form.key.data, staff_origin(), party)
    return done_or_shown(public_id, act, (party, form), _("停止を解除しました。"))
