"""書類提出: one place for each document asked for; 次へ needs all that are 必須 (CS-20, CS-21)."""

from flask import Response, abort, request, url_for
from werkzeug.exceptions import HTTPException

from contracts.document_review import MOST_FILES, may_remove
from contracts.purpose_of_use import PURPOSE_VERSION
from database.party import Party
from database.queries.handed_in import HandedItem
from database.queries.preferences import preferences_of
from database.queries.visits import Visit
from webapp.counterparty import guard
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.forms import VisitForm
from webapp.counterparty.indicator import Step, labels_for
from webapp.counterparty.pages import CONFLICT, go_to, page
from webapp.counterparty.papers import Fault, PaperForm, taken_from, too_many
from webapp.counterparty.steps import Given, given_by, refusal_to_skip, url_after
from webapp.counterparty.submission import MOST_MEGABYTES
from webapp.counterparty.submitting import HandedIn, hand_in
from webapp.counterparty.taking_back import replace_earlier, take_back
from webapp.counterparty.terms import purpose_template
from webapp.parts import parts
from webapp.shell.languages import reading_language

REPLACE = "replace"


@blueprint.get("/documents")
def documents() -> Response:
    found = guard.visit()
    given = given_by(found)
    return refusal_to_skip(found, given, Step.DOCUMENTS) or _shown(found, given)


@blueprint.post("/documents/<item>")
def submit_document(item: str) -> Response:
    found, form = guard.visit(), PaperForm()
    given = given_by(found)
    refusal = refusal_to_skip(found, given, Step.DOCUMENTS)
    if refusal:
        return refusal
    asked_for = next((one for one in given.items if one.asked.public_id == item), None) or abort(404)
    taken = taken_from(form, asked_for)
    fault = taken if isinstance(taken, Fault) else _handed_in(found, asked_for, taken)
    if fault:
        return _shown(found, given_by(found), fault)
    return go_to(url_for("counterparty.documents", _anchor=f"item-{item}"))


@blueprint.post("/documents/<item>/files/<file>/removal")
def take_back_document(item: str, file: str) -> Response:
    found = guard.visit()
    take_back(found, item, file)
    return go_to(url_for("counterparty.documents", _anchor=f"item-{item}"))


def _handed_in(found: Visit, item: HandedItem, files: list[HandedIn]) -> Fault | None:
    """Hand the files in one by one; what stood before goes only once a new one stands."""
    earlier = frozenset(row.public_id for row in item.files)
    replaces = request.form.get("intent") == REPLACE
    if not replaces and len(earlier) + len(files) > MOST_FILES:
        return Fault(item.asked.public_id, too_many(), CONFLICT)
    try:
        setback = next((fault for fault in (hand_in(found, file) for file in files) if fault), None)
    except HTTPException:
        # Nobody knows yet, and the form that asks again brings no file: the replacement is settled now.
        if replaces:
            replace_earlier(found, item.asked.public_id, earlier, awaited=True)
        raise
    if setback:
        return Fault(item.asked.public_id, setback.sentence, setback.status)
    if replaces:
        replace_earlier(found, item.asked.public_id, earlier)
    return None


def _shown(found: Visit, given: Given, fault: Fault | None = None) -> Response:
    labels, now = labels_for(found.party, Step.DOCUMENTS)
    return page(
        "documents",
        found,
        fault.status if fault else 200,
        **shown_papers(found, given.items, fault),
        removable={item.asked.public_id for item in given.items if _may_remove(found.party, item)},
        needed=[item for item in given.items if item.asked.required],
        next_url=url_after(found, Step.DOCUMENTS),
        step_labels=labels,
        step_now=now,
    )


def shown_papers(found: Visit, items: list[HandedItem], fault: Fault | None) -> dict[str, object]:
    """Return what every page with forms of 必要書類 shows."""
    with parts().database.reading() as session:
        days = preferences_of(session, found.contract.organization_id).identity_retention_days
    return {
        "form": VisitForm(formdata=None).drawn_for(found),
        "items": items,
        "fault": fault,
        "most_files": MOST_FILES,
        "most_megabytes": MOST_MEGABYTES,
        "purpose": purpose_template(PURPOSE_VERSION, reading_language()),
        "purpose_version": PURPOSE_VERSION,
        "retention_days": days,
    }


def _may_remove(party: Party, item: HandedItem) -> bool:
    return may_remove(required=item.asked.required, standing=len(item.files), progress=party.progress)
