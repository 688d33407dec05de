"""Approvers who can approve no more are passed over, asked of the accounts each time (T07)."""

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.absences import absence_of
from contracts.messages import Acknowledgement
from contracts.roles import Permission
from database.queries.approvals import approval_of
from webapp.access.asking import asked
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import staff, staff_here
from webapp.casefile import case_page
from webapp.casefile.forms import KeyForm
from webapp.legal.acting import done
from webapp.legal.blueprint import blueprint
from webapp.parts import parts


@blueprint.post("/contracts/<public_id>/absences")
def pass_over(public_id: str) -> ResponseReturnValue:
    """Whom it names is asked of the accounts, never of the form."""
    person = staff_here()
    if not (person.may(Permission.SEND) or person.may(Permission.APPROVE)):
        abort(404)
    with parts().database.reading() as session:
        sent_contract_or_404(session, public_id)
    if not KeyForm(prefix="absences").validate():
        return redirect(url_for("management.contract", public_id=public_id), 303)
    setback = asked(lambda: pass_over_absent(public_id))
    if setback is not None:
        return case_page(public_id, setback=setback)
    return done(public_id, _("承認できなくなった方を除き、承認を進めました。"))


def pass_over_absent(public_id: str) -> Acknowledgement:
    """Tell the contract who of its route can approve no more; nothing happens when all can."""
    with parts().database.reading() as session:
        found = approval_of(session, staff(), sent_contract_or_404(session, public_id))
    if not found.is_waiting or not found.absent:
        return Acknowledgement(found.state.sequence, found.state.stage.value)
    return parts().engine.ask(public_id, absence_of(found.state, found.absent))
