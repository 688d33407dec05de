"""締結済み文書のリンクを再発行: the old link dies, the new one is the party's alone (GM-28, T05)."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from adapters.keys import KeyPurpose
from adapters.secrets import LinkMaker
from contracts.messages import NoticeKind, NoticeRequest
from contracts.roles import Permission
from database.audit import Told, append_audit
from database.contract import Contract
from database.engine import now_of
from database.paper_links import new_paper_link
from database.party import Party
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import require, staff_origin
from webapp.casefile.forms import KeyForm, fresh
from webapp.casefile.places import may_serve_again
from webapp.legal.blueprint import blueprint
from webapp.parts import parts
from workflows.door import EngineUnavailable, NotKnownYet


@blueprint.get("/contracts/<public_id>/parties/<party>/papers-link")
def papers_again(public_id: str, party: str) -> ResponseReturnValue:
    contract, person = _party(public_id, party)
    return render_template(
        "legal/key_question.html",
        form=fresh(KeyForm, ""),
        setback="",
        danger=False,
        title=_("締結済み文書のリンクを再発行しますか"),
        object_name=_("%(title)s：%(name)s 様", title=contract.title, name=person.name),
        consequence=_(
            "新しいリンクを %(address)s に送ります。以前のリンクは無効になります。",
            address=person.mail or person.phone,
        ),
        action_url=url_for("legal.serve_again", public_id=public_id, party=party),
        action_label=_("リンクを再発行"),
        back_url=url_for("management.contract", public_id=public_id),
    )


@blueprint.post("/contracts/<public_id>/parties/<party>/papers-link")
def serve_again(public_id: str, party: str) -> ResponseReturnValue:
    contract, person = _party(public_id, party)
    form = KeyForm()
    if not form.validate():
        abort(422)
    link = _issued(contract, person, form.key.data)
    try:
        parts().engine.notify(NoticeRequest(NoticeKind.CONCLUDED_LINK, link))
    except (EngineUnavailable, NotKnownYet):
        flash(_("リンクを再発行しました。仕組みの応答がありしだい送ります。"), "warning")
    else:
        flash(_("リンクを再発行し、送りました。"), "success")
    return redirect(url_for("management.contract", public_id=public_id), 303)


def _issued(contract: Contract, person: Party, key: str) -> str:
    """Kill the old link, keep the new one and tell the audit log, in one transaction; sent twice, once."""
    handed = parts()
    links = LinkMaker(handed.keys.derived(KeyPurpose.LINKS), handed.settings.base_url)
    with handed.database.writing() as session:
        link = new_paper_link(session, session.get_one(Party, person.id), key, links.mint)
        if link.is_new:
            origin = staff_origin()
            facts: dict[str, str | int] = {"party": person.public_id, "address": origin.address}
            told = Told("papers_link_reissued", origin.actor, contract.public_id, facts)
            append_audit(session, contract.organization_id, told, now_of(session))
    return link.public_id


def _party(public_id: str, party: str) -> tuple[Contract, Party]:
    require(Permission.SEND)
    with parts().database.reading() as session:
        contract = sent_contract_or_404(session, public_id)
        found = [one for one in contract.parties if one.public_id == party and may_serve_again(contract, one)]
    return contract, found[0] if found else abort(404)
