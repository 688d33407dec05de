"""解除: a party that was stopped after wrong access codes may try again (T15)."""

from flask import abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.acts import UnlockParty
from contracts.roles import Permission
from database.audit import Told, append_audit
from database.contract import Contract
from database.engine import now_of
from database.party import Party
from database.party_sessions import release_code
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import require, staff_origin
from webapp.casefile import case_page
from webapp.casefile.forms import KeyForm
from webapp.legal.acting import ask, done
from webapp.legal.blueprint import blueprint
from webapp.parts import parts

# The engine holds no lock: it has ended with its contract, or was away at the last try.
NO_LOCK_THERE = frozenset({"already_closed", "party_not_locked"})


@blueprint.post("/contracts/<public_id>/parties/<party>/unlocking")
def unlock(public_id: str, party: str) -> ResponseReturnValue:
    require(Permission.SEND)
    with parts().database.reading() as session:
        contract = sent_contract_or_404(session, public_id)
        row = next((one for one in contract.parties if one.public_id == party), None) or abort(404)
    form = KeyForm(prefix=f"unlocking-{party}")
    if not form.validate():
        return case_page(public_id, status=422)
    act = UnlockParty(form.key.data, staff_origin(), party)
    setback = ask(public_id, act)
    if setback and not (setback.code in NO_LOCK_THERE and _released(contract, row)):
        return case_page(public_id, {party: form}, setback)
    return done(public_id, _("停止を解除しました。"))


def _released(contract: Contract, party: Party) -> bool:
    """Give the tries back in SQL, where they are counted, and tell the audit log who did."""
    origin = staff_origin()
    with parts().database.writing() as session:
        released = release_code(session, party)
        if released:
            facts: dict[str, str | int] = {"party": party.public_id, "address": origin.address}
            told = Told("access_code_unlocked", origin.actor, contract.public_id, facts)
            append_audit(session, contract.organization_id, told, now_of(session))
    return released
