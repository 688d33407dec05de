"""二段階認証の登録を解除: the one way to a new second factor, by the sender and on record (MK-74)."""

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.roles import Permission
from database.audit import Told, append_audit
from database.contract import Contract
from database.engine import now_of
from database.party import Party
from database.second_factors import enrolled_among, revoke_factors
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import require, staff_origin
from webapp.legal.acting import done
from webapp.legal.blueprint import blueprint
from webapp.parts import parts


@blueprint.get("/contracts/<public_id>/parties/<party>/second-factor-release")
def second_factor_release(public_id: str, party: str) -> ResponseReturnValue:
    contract, person = _enrolled(public_id, party)
    return render_template(
        "base/confirm.html",
        title=_("この方の二段階認証の登録を解除しますか"),
        object_name=_("%(name)s 様（%(address)s）", name=person.name, address=person.mail or person.phone),
        consequence=_(
            "登録済みの認証アプリ・パスキーは使えなくなり、次に書類を開くときに登録し直します。ご本人からの依頼であることを、メール以外の方法でお確かめください。"
        ),
        action_url=url_for("legal.release_second_factor", public_id=contract.public_id, party=party),
        action_label=_("登録を解除"),
        back_url=url_for("management.contract", public_id=contract.public_id),
    )


@blueprint.post("/contracts/<public_id>/parties/<party>/second-factor-release")
def release_second_factor(public_id: str, party: str) -> ResponseReturnValue:
    contract, person = _enrolled(public_id, party)
    origin = staff_origin()
    with parts().database.writing() as session:
        facts: dict[str, str | int] = {"party": party, "address": origin.address}
        facts["count"] = revoke_factors(session, person)
        told = Told("second_factors_revoked", origin.actor, contract.public_id, facts)
        append_audit(session, contract.organization_id, told, now_of(session))
    return done(public_id, _("二段階認証の登録を解除しました。"))


def _enrolled(public_id: str, party: str) -> tuple[Contract, Party]:
    """Return a party of the contract that has a second factor; anything else is 404."""
    require(Permission.SEND)
    with parts().database.reading() as session:
        contract = sent_contract_or_404(session, public_id)
        known = enrolled_among(session, contract.parties)
        found = [one for one in contract.parties if one.public_id == party and party in known]
    return contract, found[0] if found else abort(404)
