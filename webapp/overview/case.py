"""One contract of another organisation: who, where it stands, when, and what happened."""

from flask import render_template

from contracts.certificate import Audience
from database.queries.downloads import certificate_for, concluded_documents
from database.queries.signing_history import signing_history
from database.queries.three_days import three_days_of
from database.queries.timeline import RecordedAct, acts_of
from webapp.overview.blueprint import blueprint
from webapp.overview.finding import contract_or_404, grant_or_404, tell
from webapp.parts import parts
from webapp.texts.acts import act_title, act_tone, acted_by

WITHOUT_ITEM = frozenset({"contact_changed"})
"""Its item is two mail addresses; nobody's address is shown across organisations."""


@blueprint.get("/overview/<public_id>/contracts/<contract_id>")
def contract(public_id: str, contract_id: str) -> str:
    with parts().database.writing() as session:
        grant = grant_or_404(session, public_id)
        found = contract_or_404(session, grant, contract_id)
        tell(session, grant, "overview_viewed", contract_id, stage=found.stage)
    with parts().database.reading() as session:
        grant = grant_or_404(session, public_id)
        found = contract_or_404(session, grant, contract_id)
        acts = acts_of(session, found)
        return render_template(
            "overview/contract.html",
            grant=grant,
            contract=found,
            lines=signing_history(session, found),
            days=three_days_of(session, found),
            sent_at=next((act.at for act in acts if act.kind == "party_invited"), None),
            entries=[_entry(act) for act in reversed(acts)],
            signed=concluded_documents(session, found) if grant.takes_files else (),
            certificate=certificate_for(session, found, Audience.PARTY) if grant.takes_files else None,
        )


def _entry(act: RecordedAct) -> dict[str, object]:
    """Return a line of the timeline without what people wrote to each other."""
    item = "" if act.kind in WITHOUT_ITEM else act.item
    return {
        "at": act.at,
        "title": act_title(act.kind, item, act.outcome),
        "who": acted_by(act.actor, act.on_behalf) or act.party,
        "tone": act_tone(act.kind),
    }
