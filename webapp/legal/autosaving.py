"""下書きの自動保存: the same form, sent by the page while somebody types."""

from flask import jsonify
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.reasons import JST
from database.engine import now_of
from webapp.legal.blueprint import blueprint
from webapp.legal.finding import open_draft_or_409
from webapp.legal.saving import Saving, saved
from webapp.parts import parts


@blueprint.post("/drafts/<public_id>/autosave")
def autosave(public_id: str) -> ResponseReturnValue:
    """Answer with what to say and which save the page now stands for."""
    with parts().database.writing() as session:
        contract = open_draft_or_409(session, public_id)
        saving = saved(session, contract, by_itself=True)
        at = now_of(session).astimezone(JST)
        return jsonify(words=_words(saving, f"{at:%H:%M}"), revision=str(contract.draft_revision))


def _words(saving: Saving, at: str) -> str:
    if saving.overwritten:
        return saving.overwritten
    unread = _unread(saving)
    if unread:
        return str(
            _("下書きを保存しました %(at)s（読み取れない%(n)s項目は保存していません）", at=at, n=unread)
        )
    return str(_("下書きを保存しました %(at)s", at=at))


def _unread(saving: Saving) -> int:
    sheet = saving.sheet
    controls = [*sheet.facts, *(one for party in sheet.parties for one in party.controls)]
    controls += [control for part in sheet.parts for control in part.form]
    return sum(1 for control in controls if control.errors)
