"""署名位置 of the version that answers a 差し戻し, before its round is opened (AD-04)."""

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from webapp.drafting.placed import hold
from webapp.parts import parts
from webapp.placing.blueprint import blueprint
from webapp.placing.revised_desk import RevisedDesk, answered_or_404, revised_desk_of
from webapp.placing.saving import saved_boxes, saved_form, told_boxes
from webapp.placing.shown import page
from webapp.tabs import opened


@blueprint.get("/contracts/<public_id>/revision/placement")
def revision(public_id: str) -> ResponseReturnValue:
    """Once the round is opened there is nothing to place: the contract is shown."""
    with parts().database.reading() as session:
        desk = revised_desk_of(session, answered_or_404(session, public_id))
        return page(session, desk) if desk else redirect(_contract(public_id))


@blueprint.post("/contracts/<public_id>/revision/placement")
def save_revision(public_id: str) -> ResponseReturnValue:
    with parts().database.writing() as session:
        desk = _held(session, public_id)
        return saved_form(session, desk) or redirect(_following(desk), 303)


@blueprint.post("/contracts/<public_id>/revision/placement/boxes")
def save_revision_boxes(public_id: str) -> ResponseReturnValue:
    with parts().database.writing() as session:
        desk = _held(session, public_id)
        return saved_boxes(session, desk, told_boxes())


def _held(session: Session, public_id: str) -> RevisedDesk:
    """Return it against others until the transaction ends; a round that was opened meanwhile is 409."""
    contract = answered_or_404(session, public_id)
    hold(session, contract)
    session.refresh(contract)
    return revised_desk_of(session, contract) or abort(409)


def _following(desk: RevisedDesk) -> str:
    if request.form.get("intent") == "answer":
        return _contract(desk.contract.public_id)
    return desk.url(document=opened(request.args, len(desk.pages)))


def _contract(public_id: str) -> str:
    return url_for("management.contract", public_id=public_id, _anchor="answer")
