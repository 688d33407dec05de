"""署名再依頼: the old link dies, a new one is mailed, and the period starts anew (IM-76, IM-78, M-05)."""

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.acts import Reissue
from contracts.roles import Permission
from database.contract import Contract, Party
from webapp.access.staff import require, staff_origin
from webapp.casefile.forms import KeyForm, fresh
from webapp.casefile.places import may_ask_again
from webapp.drafting import AddressesUnnoticed, accept_outdated
from webapp.legal.acting import ask, done
from webapp.legal.blueprint import blueprint
from webapp.legal.filed_addresses import OutdatedLine, outdated_lines, ticked_addresses, unnoticed
from webapp.legal.finding import contract_or_404
from webapp.parts import parts


@blueprint.get("/contracts/<public_id>/parties/<party>/reissue")
def asking_again(public_id: str, party: str) -> ResponseReturnValue:
    contract, person = _party(public_id, party)
    if not may_ask_again(contract, person):
        abort(404)
    return _question(contract, person, fresh(KeyForm, ""))


@blueprint.post("/contracts/<public_id>/parties/<party>/reissue")
def ask_again(public_id: str, party: str) -> ResponseReturnValue:
    contract, person = _party(public_id, party)
    form = KeyForm()
    if not form.validate():
        return _question(contract, person, fresh(KeyForm, ""), status=422)
    if not _is_noticed(person):
        return _question(contract, person, form, unnoticed().sentence, status=422)
    setback = ask(public_id, Reissue(form.key.data, staff_origin(), party))
    if setback is not None:
        return _question(contract, person, form, setback.sentence, setback.status)
    return done(public_id, _("署名を再依頼しました。"))


def _is_noticed(person: Party) -> bool:
    """An address whose 届出 has ended is written to again only when that was ticked (AD-19)."""
    try:
        with parts().database.writing() as session:
            accept_outdated(session, [person], ticked_addresses(), staff_origin())
    except AddressesUnnoticed:
        return False
    return True


def _outdated(person: Party) -> list[OutdatedLine]:
    with parts().database.reading() as session:
        return outdated_lines(session, [person])


def _party(public_id: str, party: str) -> tuple[Contract, Party]:
    require(Permission.SEND)
    with parts().database.reading() as session:
        contract = contract_or_404(session, public_id)
        found = [one for one in contract.parties if one.public_id == party]
    return contract, found[0] if found else abort(404)


def _question(
    contract: Contract, person: Party, form: KeyForm, setback: str = "", status: int = 200
) -> ResponseReturnValue:
    page = render_template(
        "legal/key_question.html",
        form=form,
        setback=setback,
        outdated=_outdated(person),
        danger=False,
        title=_("署名を再依頼しますか"),
        object_name=_("%(title)s：%(name)s 様", title=contract.title, name=person.name),
        consequence=_(
            "新しいリンクを送ります。以前のリンクは無効になり、署名の期限は今日から数え直します。すでに署名した方には届きません。"
        ),
        action_url=url_for("legal.ask_again", public_id=contract.public_id, party=person.public_id),
        action_label=_("署名再依頼"),
        back_url=url_for("management.contract", public_id=contract.public_id),
    )
    return page, status
