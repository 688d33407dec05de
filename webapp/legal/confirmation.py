"""確認・送信: everything as it will be sent, and who hears of it when."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from wtforms import HiddenField

from contracts.roles import Permission
from contracts.stage import Stage
from database.contract import Contract
from database.drafting import seen_digest
from database.party import Party
from database.queries.boxes import is_placement_begun
from database.queries.contracts import sent_contract_seen_by
from database.queries.draft_parties import parties_of
from database.queries.drafts import own_draft
from database.queries.preferences import preferences_of
from database.queries.versions import newest_version
from webapp.access.asking import Setback, asked
from webapp.access.finding import draft_or_404
from webapp.access.staff import require, staff, staff_origin
from webapp.casefile.approval_ahead import approval_ahead
from webapp.casefile.entered import contract_pairs, party_pairs
from webapp.casefile.forms import KeyForm, fresh
from webapp.casefile.shown import shown_documents
from webapp.drafting import (
    AddressesUnnoticed,
    DraftIncomplete,
    DraftMissing,
    Looked,
    box_faults_in,
    faults_in,
    send_draft,
    warnings_of,
)
from webapp.legal.blueprint import blueprint
from webapp.legal.cards import card_pairs
from webapp.legal.filed_addresses import outdated_lines, ticked_addresses, unnoticed
from webapp.legal.steps import PLACEMENT
from webapp.parts import parts
from webapp.shell.languages import answers_for
from webapp.texts.draft_warnings import warning_sentence


class SendingForm(KeyForm):
    """`seen` is what the page showed: another window may have changed the draft since (T47)."""

    seen = HiddenField()


@dataclass(frozen=True, slots=True)
class Turn:
    """Those who are asked at the same time; order 0 stands for those the document is only shared with."""

    order: int
    parties: tuple[Party, ...]


@blueprint.get("/drafts/<public_id>/confirmation")
def confirmation(public_id: str) -> ResponseReturnValue:
    with parts().database.reading() as session:
        contract = draft_or_404(session, public_id)
        if contract.submitted_at is None and _is_incomplete(session, contract):
            return redirect(url_for("legal.draft", public_id=public_id, missing="yes"))
        if contract.submitted_at is None and box_faults_in(session, contract):
            return redirect(url_for("placing.placement", public_id=public_id, missing="yes"))
    return _page(public_id, fresh(SendingForm, ""), None)


@blueprint.post("/drafts/<public_id>/sending")
def sending(public_id: str) -> ResponseReturnValue:
    require(Permission.SEND)
    form = SendingForm()
    if not form.validate():
        return redirect(url_for("legal.confirmation", public_id=public_id), 303)
    try:
        looked = Looked(ticked_addresses(), form.seen.data or "")
        setback = asked(lambda: send_draft(staff(), public_id, form.key.data, staff_origin(), looked))
    except DraftMissing:
        return _sent_already(public_id)
    except AddressesUnnoticed:
        return _page(public_id, form, unnoticed())
    except DraftIncomplete:
        return redirect(url_for("legal.confirmation", public_id=public_id), 303)
    if setback is None:
        flash(_told(public_id), "success")
        return redirect(url_for("management.contract", public_id=public_id), 303)
    return _page(public_id, form, setback)


def _told(public_id: str) -> str:
    """What waits for the approvers has been sent to nobody yet (MK-49)."""
    with parts().database.reading() as session:
        contract = sent_contract_seen_by(session, staff(), public_id)
    waits = contract is not None and contract.stage == Stage.AWAITING_APPROVAL
    return str(_("社内の承認を依頼しました。") if waits else _("契約を送信しました。"))


def _sent_already(public_id: str) -> ResponseReturnValue:
    """Two presses of one button, or another tab: the contract is there, and says where it stands."""
    with parts().database.reading() as session:
        if sent_contract_seen_by(session, staff(), public_id) is None:
            draft_or_404(session, public_id)
    flash(_("この契約はすでに送信されています。"), "info")
    return redirect(url_for("management.contract", public_id=public_id), 303)


def _is_incomplete(session: Session, contract: Contract) -> bool:
    return bool(faults_in(session, contract))


def _page(public_id: str, form: SendingForm, setback: Setback | None) -> ResponseReturnValue:
    with parts().database.reading() as session:
        contract = own_draft(session, staff(), public_id)
        if contract is None:
            return _sent_already(public_id)
        found = parties_of(session, contract)
        form.seen.data = seen_digest(session, contract)
        answers_for(url_for("legal.confirmation", public_id=public_id))
        page = render_template(
            "legal/confirmation.html",
            contract=contract,
            parties=found,
            undone=() if is_placement_begun(session, contract) else (PLACEMENT,),
            entered=[*contract_pairs(contract), *card_pairs(session, contract)],
            asked={party.public_id: party_pairs(session, contract, party) for party in found},
            warnings=[
                (next(one for one in found if one.public_id == warning.party), warning_sentence(warning.code))
                for warning in warnings_of(contract, found, preferences_of(session, contract.organization_id))
            ],
            outdated=[] if contract.submitted_at else outdated_lines(session, found),
            turns=turns_of(found),
            version=newest_version(session, contract),
            shown=shown_documents(session, contract, "legal.confirmation"),
            show_all=request.args.get("pages") == "all",
            **approval_ahead(session, contract),
            form=form,
            setback=setback,
            may_send=staff().may(Permission.SEND),
        )
    return page, setback.status if setback else 200


def turns_of(parties: Sequence[Party]) -> tuple[Turn, ...]:
    """Return who is asked together, in order, and last those it is shared with (IM-47, IM-49, IM-50)."""
    signers = sorted((party for party in parties if party.signs), key=lambda party: party.ordering)
    turns = [Turn(order, tuple(group)) for order, group in groupby(signers, key=lambda party: party.ordering)]
    shared = tuple(party for party in parties if not party.signs)
    return (*turns, *([Turn(0, shared)] if shared else []))
