"""署名位置の設定: the page of a draft, its plain form, and where its modules keep the set."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.access.finding import draft_or_404
from webapp.parts import parts
from webapp.placing.blueprint import blueprint
from webapp.placing.desk import Desk, desk_of, open_draft_or_409
from webapp.placing.saving import saved_boxes, saved_form, told_boxes
from webapp.placing.shown import page
from webapp.tabs import opened

PAGES = {"document": "legal.document", "facts": "legal.draft", "confirmation": "legal.confirmation"}


@blueprint.get("/drafts/<public_id>/placement")
def placement(public_id: str) -> ResponseReturnValue:
    with parts().database.reading() as session:
        contract = draft_or_404(session, public_id)
        if contract.submitted_at is not None:
            return redirect(url_for("legal.confirmation", public_id=public_id))
        desk = desk_of(session, contract)
        if not desk.documents:
            return redirect(url_for("legal.document", public_id=public_id))
        return page(session, desk)


@blueprint.post("/drafts/<public_id>/placement")
def save_placement(public_id: str) -> ResponseReturnValue:
    with parts().database.writing() as session:
        desk = desk_of(session, open_draft_or_409(session, public_id))
        return saved_form(session, desk) or redirect(_following(desk), 303)


@blueprint.post("/drafts/<public_id>/placement/boxes")
def save_boxes(public_id: str) -> ResponseReturnValue:
    """Take the whole set as JSON, `edition` being that of the set it was made from."""
    with parts().database.writing() as session:
        contract = open_draft_or_409(session, public_id)
        return saved_boxes(session, desk_of(session, contract), told_boxes())


def _following(desk: Desk) -> str:
    intent = request.form.get("intent", "")
    if intent in PAGES:
        return url_for(PAGES[intent], public_id=desk.contract.public_id)
    return desk.url(document=opened(request.args, len(desk.pages)) if desk.pages else 1)
