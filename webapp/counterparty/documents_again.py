"""再提出: one document asked for once more after the agreement, which stands as it is (AD-17)."""

from flask import Response, abort, url_for

from contracts.document_review import MOST_FILES, is_handed_in_anew, takes_answers
from contracts.messages import NoticeKind, NoticeRequest
from database.party import Party
from database.queries.handed_in import HandedItem, items_of_party
from database.queries.visits import Visit
from webapp.counterparty import guard
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.documents import shown_papers
from webapp.counterparty.pages import CONFLICT, go_to, page
from webapp.counterparty.papers import Fault, PaperForm, taken_from, too_many
from webapp.counterparty.submitting import HandedIn, file_row, stored_bytes
from webapp.parts import parts
from workflows.door import EngineUnavailable, NotKnownYet


@blueprint.get("/documents/again")
def documents_again() -> Response:
    found = guard.visit()
    return _shown(found, _asked_again(found))


@blueprint.post("/documents/again/<item>")
def answer_request(item: str) -> Response:
    found, form = guard.visit(), PaperForm()
    items = _asked_again(found)
    asked_for = next((one for one in items if one.asked.public_id == item), None) or abort(404)
    taken = taken_from(form, asked_for)
    fault = taken if isinstance(taken, Fault) else _answered(found, asked_for, taken)
    if fault:
        return _shown(found, _asked_again(found), fault)
    return go_to(url_for("counterparty.documents_again"))


def _asked_again(found: Visit) -> list[HandedItem]:
    """Return what the sender wants anew and has not received since; the rest is not shown here."""
    with parts().database.reading() as session:
        party = session.get_one(Party, found.party.id)
        if not is_handed_in_anew(party.progress):
            return []
        items = items_of_party(session, found.contract, found.party)
    return [item for item in items if takes_answers([review.verdict for review in item.reviews])]


def _answered(found: Visit, item: HandedItem, files: list[HandedIn]) -> Fault | None:
    """Keep each file as a row of its own beside the record, and tell the owner (M-11)."""
    standing = [row for row in item.files if row.answers == item.reviews[-1].public_id]
    if len(standing) + len(files) > MOST_FILES:
        return Fault(item.asked.public_id, too_many(), CONFLICT)
    for file in files:
        identity = stored_bytes(found, file)
        with parts().database.writing() as session:
            row = file_row(session, found, file, identity, item.reviews[-1].public_id)
        if row is not None:
            _tell_owner(row.public_id)
    return None


def _tell_owner(file: str) -> None:
    """The file is kept: should the engine be away, the worker's daily round says what was left unsaid."""
    try:
        parts().engine.notify(NoticeRequest(NoticeKind.DOCUMENTS_SUBMITTED, file))
    except (EngineUnavailable, NotKnownYet):
        return


def _shown(found: Visit, items: list[HandedItem], fault: Fault | None = None) -> Response:
    status = fault.status if fault else 200
    return page("documents_again", found, status, **shown_papers(found, items, fault))
