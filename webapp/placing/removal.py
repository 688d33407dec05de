"""削除 of a party that has boxes: asked first, for the boxes go with it (IM-27)."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from database.contract import Contract
from database.party import Party
from database.queries.draft_parties import parties_of, remove_party
from database.searchable import make_searchable
from webapp.access.finding import draft_or_404
from webapp.parts import parts
from webapp.placing.blueprint import blueprint
from webapp.placing.desk import open_draft_or_409
from webapp.texts.boxes import called


@blueprint.get("/drafts/<public_id>/parties/<party>/removal", endpoint="removal")
def ask(public_id: str, party: str) -> ResponseReturnValue:
    with parts().database.reading() as session:
        contract = draft_or_404(session, public_id)
        found = _party(session, contract, party) or abort(404)
        return render_template(
            "base/confirm.html",
            title=_("当事者を削除しますか"),
            object_name=called(found),
            consequence=_("この当事者に置いた署名ボックスと入力項目も、文書から削除されます。"),
            action_url=url_for("placing.remove", public_id=public_id, party=party),
            action_label=_("削除する"),
            back_url=url_for("legal.draft", public_id=public_id),
        )


@blueprint.post("/drafts/<public_id>/parties/<party>/removal")
def remove(public_id: str, party: str) -> ResponseReturnValue:
    """Removed already, nothing happens."""
    with parts().database.writing() as session:
        contract = open_draft_or_409(session, public_id)
        found = _party(session, contract, party)
        if found is not None:
            remove_party(session, found)
            make_searchable(session, contract)
            flash(_("当事者を削除しました。"), "success")
    return redirect(f"{url_for('legal.draft', public_id=public_id)}#parties", 303)


def _party(session: Session, contract: Contract, public_id: str) -> Party | None:
    return next((one for one in parties_of(session, contract) if one.public_id == public_id), None)
