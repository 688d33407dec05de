"""The page of one contract, also as the answer to an act on it that was not simply done."""

from collections.abc import Sequence
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from contracts.roles import Permission
from database.contract import Contract
from database.party import Party
from database.party_sessions import code_is_locked
from database.queries.deliveries import statutory_deliveries
from database.queries.levels import staff_before
from database.queries.metadata_proposals import reading_of
from database.queries.relation_tree import tree_of
from database.queries.relations import relations_of
from database.queries.sent import last_letters
from database.queries.signing_history import signing_history, statuses_of
from database.queries.three_days import three_days_of
from database.second_factors import enrolled_among
from database.sessions import Staff
from webapp.access.asking import Setback
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import staff
from webapp.casefile.approval_forms import approval_forms
from webapp.casefile.comments import comments_seen
from webapp.casefile.deadlines import deadlines_of
from webapp.casefile.forms import KeyForm, case_forms, fresh
from webapp.casefile.imported import imported_shown
from webapp.casefile.kept import changed_by, keeping_of
from webapp.casefile.metadata import metadata_card
from webapp.casefile.papers import checked_items
from webapp.casefile.placement import placement_of
from webapp.casefile.places import places_of
from webapp.casefile.reminded import reminded_of
from webapp.casefile.renewal import renewal_card
from webapp.casefile.retention import retention_card
from webapp.casefile.revision import pending_revision, round_form
from webapp.casefile.signing_urls import signing_urls
from webapp.casefile.typed import typed_sheets
from webapp.casefile.view import CaseView, case_view
from webapp.drafting.limits import limits
from webapp.parts import parts


def case_page(
    public_id: str, given: dict[str, Any] | None = None, setback: Setback | None = None, status: int = 200
) -> ResponseReturnValue:
    """Return the page; `given` are the forms that were sent, shown again with what was typed in them."""
    given = given or {}
    with parts().database.reading() as session:
        contract = sent_contract_or_404(session, public_id)
        person = staff_before(session, staff(), public_id)
        view = case_view(session, person, contract)
        pending = pending_revision(session, person, contract)
        page = render_template(
            "management/contract.html",
            view=view,
            contract=contract,
            forms=case_forms({"round": round_form(pending), **given}) | approval_forms(given, view.approval),
            unlocking=_unlocking(given, view.parties),
            setback=setback,
            reminded=reminded_of(session, contract),
            signing_urls=signing_urls(session, contract, may_send=person.may(Permission.SEND)),
            papers=checked_items(session, person, contract, given),
            enrolled=enrolled_among(session, view.parties),
            places=places_of(session, person, contract, given),
            typed=typed_sheets(session, contract),
            imported=imported_shown(session, contract),
            pending=pending,
            **_kept(session, person, contract, view),
            metadata=metadata_card(session, contract),
            reading=reading_of(session, contract),
            may_change=person.may(Permission.FILE),
            placement=placement_of(session, person, contract),
            renewal=renewal_card(session, person, contract),
            retention=retention_card(session, person, contract),
            comments=comments_seen(session, contract),
            **_request_so_far(session, contract, view.parties),
            may_send=person.may(Permission.SEND),
            sent=next(iter(given), ""),
            upload=limits(),
            show_all=request.args.get("pages") == "all",
        )
    return page, setback.status if setback else status


def _kept(session: Session, person: Staff, contract: Contract, view: CaseView) -> dict[str, Any]:
    """Return what is kept of a concluded contract, and the contracts that stand in a relation to it."""
    related = relations_of(session, person, contract)
    names = [one.name for one in view.signed]
    keeping = keeping_of(session, contract, names, audits=person.may(Permission.AUDIT))
    tree = tree_of(session, person, contract)
    return {"related": related, "tree": tree, "keeping": keeping, "changed_by": changed_by(related)}


def _request_so_far(session: Session, contract: Contract, parties: Sequence[Party]) -> dict[str, Any]:
    """Return what was sent to whom, what came of it, and until when each may answer."""
    history = signing_history(session, contract)
    return {
        "history": history,
        "statuses": statuses_of(history),
        "outsiders": sum(one.signs and not one.own for one in parties),
        "letters": last_letters(session, contract),
        "sees_bounces": parts().settings.sees_bounces,
        "deadlines": deadlines_of(session, contract),
        "deliveries": statutory_deliveries(session, contract),
        "three_days": three_days_of(session, contract),
    }


def _unlocking(given: dict[str, Any], parties: Sequence[Party]) -> dict[str, Any]:
    return {
        party.public_id: given.get(party.public_id) or fresh(KeyForm, f"unlocking-{party.public_id}")
        for party in parties
        if code_is_locked(party)
    }
